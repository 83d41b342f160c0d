"""Everyday words of other languages than English that are a letter away from one name or another.

Put together for this program, by hand: words with which sentences begin, and words of work and of talk about it. Marks
are left out, as in every comparison of names. Other languages have no list: more is asked about in them.
"""

_GERMAN = """
abend aber alle allem allen aller alles alltag also alte alten andere anderen anfang angebot angst annahme anruf
anrufe antrag antwort arbeit arbeiten arbeitet arger auch aufgabe aufgaben auftrag auge augen ausser bald bank basis
backer bauer bauern bedarf bei beide beiden beim beispiel bericht berichte beruf besser beste besten bild bilder bin bis
bitte blatt blick boden brauchen braucht brief briefe buch bucher buero burger chef chefs dabei dach dafur damals
damit danach dank danke dann daran darauf daraus darf darin darum dass dauer dauert dazu decke dein denen denken denn
dessen deutlich dies diese diesem diesen dieser dieses ding dinge direkt doch dort draussen drei drin dritte druck
dumm durch durfen eben ecke egal eher ehre eigen eigene eigenen eile eilig einander einen einer eines einfach eingang
einige einigen einmal eins ende endlich enge entweder erde erfolg ergebnis erst erste ersten erster erstes etwas euch
euro fach fache fahren fahrt fakt fall falle fallen falls falsch familie fand fange farbe fast faul fehler fehlt feier
fein feld fenster ferien fern fest feste feuer finde finden findet firma firmen fisch flach flasche fleisch folge
folgen folgt form formen frage fragen fragt frau frauen frei freie fremd freude freund freunde frieden frisch frische
frist fristen fruh fruher fuhlen fuhren fuhrt fur gang ganz ganze ganzen gar garten gast gaste gebaude geben gebt
gefuhl gegen gehen gehort geht geld gelder genau genug gerade gerecht gern gerne gesamt geschaft gesicht gestern
gesund gewalt gibt ging glas glaube glauben gleich gluck grad grenze grenzen gross grosse grossen grosser grun grund
grunde gruppe gruppen gut gute guten guter haar haben halb halbe halle halt halte halten haltung hand hande handel
handeln hart hast hatte hatten haufig haupt haus hause hauser heft heim heiss helfen hell herr herrn herz heute hier
hilfe hilft himmel hinter hoch hof hoffe hoffen hohe hohen holen holt hore horen hort ihm ihn ihnen ihr ihre ihrem
ihren ihrer immer inhalt innen jahr jahre jahren jede jedem jeden jeder jedes jene jetzt jung junge jungen kaffee kam
kampf kann karte karten kasse kauf kaufen kaum kein keine keinen keiner keller kennen kennt kette kind kinder kirche
klage klagen klar klare klasse klein kleine kleinen kleiner knapp kollege kollegen kommen kommt kommune konnen konnte
konnten kontakt kopf kopfe korper kosten kostet kraft krank kranke kreis kreise kreuz krieg kunde kunden kundin kunst
kurz kurze kurzen lager lampe land lande lang lange langen langer lassen lasst laufen lauft laut leben leer leere
legen lehre lehren lehrer leicht leider leise leiste leisten leiter leitung lernen lesen letzte letzten leute leuten
licht liebe lieber liegen liegt linie linke liste listen loch lohn lohne losen lost losung luft lust mache machen
macht manche manchen mangel mann manner marke markt maschine mass masse mauer mehr mehrere mein meine meinem meinen
meiner meinung meist meiste meisten meister melden meldet meldung menge mensch menschen merken merkt messe messen
meter miete milch minute minuten mitte mittel mittwoch monat monate montag morgen marz mude muller musik muss mussen
musste mussten mut mutter nach nachste nachsten nacht nah nahe name namen nase natur neben nehmen nein nennen netz
neu neue neuen neuer neues nicht nichts nie niemand nimmt noch nur oben oder ofen offen offene offenen oft ohne
ordnung ort orte papier pause person personen pflege pflicht plan plane platz platze post preis preise probe problem
probleme produkt prufen punkt punkte rand rasch rat raum raume recht rechte rechten rechts rede reden regel regeln
regen reich reichen reihe rein reise reisen rest richten richter richtig richtige richtung ring rolle rollen rot
ruckgabe ruf rufen ruft ruhe ruhig runde runden sache sachen sagen sagt sagte sagten satz satze schade schaden schaffen
schaft schalten scharf schatz schau schauen scheiben schein schicht schicken schickt schief schlag schlecht schlechte
schliessen schluss schmal schnell schneller schnitt schon schone schrank schreiben schreibt schrieb schritt schritte
schuld schule schulen schuler schutz schutze schwach schwarz schwer schwere sehen sehr seht sein seine seinem seinen
seiner seit seite seiten selbe selber selbst selten senden setzen sich sicher sicht sieht sind sinn sitzen sitzt sofort
sogar solche solchen soll sollen sollte sollten sommer sondern sonst sorge sorgen sorgt spass spat spater spiel spiele
sprache sprechen spricht staat stadt stadte stamm stand stande standig stark starke start statt stehen steht stelle
stellen stellt steuer stimme stimmen stimmt stock stoff strasse streit stress strom stube stuck stucke stufe stunde
stunden suche suchen sucht tafel tage tagen tasche tat tatig team teams teil teile teilen teils teuer text texte thema
themen tief tiefe tier tisch tische tod ton trager treffen trennen trotz tue tun tur uber uberall uhr umfang umgang und
ungern unser unsere unserem unseren unserer unten unter ursache vater verein vergessen verkauf verlust verstehen
vertrag vertrage vertrauen vertreter vertrieb viel viele vielen vieles vier voll volle vom von vor vorgang vorher vorne
vorrat vorteil wachsen wagen wahl wahlen wahr wald wand wann war ware waren warten wartet warum was wasche wasser
wechsel weder weg wege wegen weich weil wein weise weiss weit weite weiter weitere welche welchen welcher welt wem wen
wenig wenige weniger wenn wer werden werk werke werner wert werte wesen wetter wichtig wichtige wie wieder wiese wille
willen wind winter wird wirft wirklich wirkt wirt wissen woche wochen woher wohin wohl wohnen wohnung wolf wolle wollen
wollte wollten wort worte wozu wunsch wunsche wurde wurden wurdig zahl zahlen zahlt zeichen zeigen zeigt zeile zeilen
zeit zeiten zentral zettel zeug ziel ziele zimmer zins zoll zonen zucker zuerst zufall zug zuge zum zur zuruck zusage
zusagen zwang zwar zwei zweite zwischen
"""
_DUTCH = """
aan aantal achter afdeling afspraak afspraken algemeen alle alleen allemaal alles altijd ander andere anders antwoord
april avond baan baas bakker bank beeld beetje begin begint begrip beide bekend belang belde bellen belt berg bericht
best beste betaal beter betere bezig bijna binnen blad blij blijft blijven boek boer boeren bord bos boven brief
brieven brug buiten buren buurt daar daarna daarom dacht dagen dak dank dankzij dat denken denkt derde deur deze dicht
dichter dienst diensten dingen direct dit doel doen doet donker door draait dragen drie druk duidelijk dus duur echt
echte een eens eerder eerst eerste eigen eigenlijk einde elk elkaar elke fabriek fiets fijn fout fouten gaan gaat gang
gebeurt gebruik gedaan geef geeft geel geen geest gegeven gehad geld gelijk geloof geluk gemaakt genoeg gesprek geven
geweest gewoon ging goed goede graag grens groen groep groepen groot grote haar halen half hand handen hard hebben
heeft heel heen helder hele helft helpen helpt hem hen heren herfst het hetzelfde hier hoe hoeft hoek hof hoge hoofd
hoog hoop hoor hoort hout huis huizen hun ieder iedere iedereen iemand iets ijzer jaar jaren jij jong jonge jouw kaart
kaas kamer kan kans kant kanten kantoor kast keer ken kennis kent keuze kijken kijkt kind kinderen klaar klacht
klachten klant klanten klein kleine klok kok kom komen komt koning kopen kort korte kosten koster kracht kreeg krijgen
krijgt kuiper kunnen kwam kwart laag laat laatste lage land lang lange langs laten leeg leer leiding leraar leren
leven lezen licht lief liep lijkt lijn lijst links loon loop loopt lopen lucht maak maakt maal maand maanden maar maat
macht mag maken makkelijk man mannen markt meer meest meeste meester meisje melk men mens mensen merk met meteen
middel midden mij mijn minder minuten minuut misschien moeder moeilijk moest moet moeten molen mooi mooie morgen naam
naar naast nacht namen natuur net niemand niet niets nieuw nieuwe nodig nog nooit omdat onder ons onze ook open orde
oud oude ouders over paar pas persoon plaats plan plek post prijs prijzen probleem problemen punt punten raad raam
recht reden regel regels reis rest rij ronde rood ruim ruimte rust samen schip schuld slager slecht sleutel sluit smid
snel snelle soms soort spel sprak spreken staan staat stad start steeds steen stem stemmen sterk stil stoel stop
straat straks stuk stukken stuur stuurt taak taal taken team tegen tekst terug tijd tijden timmer toch toen tot trots
trouw tuin tussen twee tweede uit uren uur vaak vader vak val van vanaf vandaag vast veel veld ver verder verhaal
verkoop verschil vertrouwen vier vijf vinden vindt visser vlak vlees voet vol volgende volgens voor vooral voorbeeld
voren vorm vraag vraagt vragen vrede vreemd vriend vrienden vrij vroeg vrouw vrouwen waar waarom wacht wachten wagen
want ware waren warm was wat water weeg week weer weet weg wel welk welke wens werd wereld werk werken werkt weten wie
wil wilde willen wind winkel winst wist wit woord woorden worden wordt zaak zaken zal zeggen zegt zei zeker zelf
zelfde zelfs zet zetten zich zicht zien ziet zijn zin zoals zodat zomer zonder zoon zorg zorgen zou zouden zwaar zwart
"""
_FRENCH = """
abord accord achat achats action affaire affaires agent agents ainsi ajout aller alors ami amis annee annees apres
arbre argent arret assez atelier attend attente aucun aucune aussi autant autre autres avant avec avis avoir avons
banc banque bas base beau beaucoup belle besoin besoins bien biens blanc bleu bois boite bon bonne bonnes bons bord
bout bras bruit bureau bureaux cadre cadres camp carte cartes cas cause cela celle celles celui cent centre certain
certes ces cet cette ceux chacun chacune chaine chambre champ chance change changer chaque charge charges chef chefs
chemin cher cherche chere chez chiffre choix chose choses ciel cinq clair claire classe clef client clients coeur coin
colere collegue comme comment compte comptes confiance conseil contact conte contre corps cote cotes coup coupe cour
courant cours court cout couts creer crise croire croit dame dans date debut dedans dehors deja delai delais demain
demande demander demi depart depuis dernier derniere des desordre dessous dessus deux devant devenir devoir difficile
dire direct dit dix doigt doit doivent dommage donc donne donner dont dos doute douze droit droite droits dur duree
eau ecole ecoute ecouter effet egal elle elles emploi encore endroit enfant enfants enfin ensemble ensuite entre
entree envie envoi equipe equipes erreur erreurs espace espoir esprit essai est etage etait etape etat etre etude
etudes euros eux eviter exemple face facile facon faim faire fait faits famille faut faute fautes faux femme femmes
fenetre fer fermer fete feu fille fils fin fois fond fonds font force forme formes fort forte fortes frais franc frere
froid front gagner garage garcon garde garder gare gauche gendre genre gens gerant gestion grand grande grandes grands
grave gros grosse groupe groupes guerre guide habitude haut haute heure heures hier histoire homme hommes honte hors
hotel huit ici idee idees ils image jamais jardin jeu jeudi jeune jeunes joie joli jour journee jours juge juin juste
laisse laisser langue large leger lettre lettres leur leurs libre lien liens lieu lieux ligne lignes lire liste listes
livre livres local loin long longue lors lourd lui lundi lune main mains maintenant mais maison maitre mal malade
malgre manger manque marche marches mardi mari matin mauvais meilleur membre membres meme memes mer merci mere mes
mesure metier metre mettre midi mieux milieu mille mine ministre minute mode moins mois moitie moment mon monde
montant montre mort mot mots moyen moyens mur nature niveau noir nom nombre nombreux noms non nord nos note notes
notre nous nouveau nouvel nouvelle nuit nulle objet oeil oiseau ombre ordre ordres oublie oui outil outils ouvert page
pages pain paix papier par parce pareil parent parents parfois parle parler parole paroles part parti partie parties
partir partout pas passe passer patron pause payer pays peine pendant pense penser perdre perdu pere personne
personnes perte petit petite petites petits peu peur peut peuvent photo phrase piece pieces pied place plainte plaisir
plan plans plein pleine pluie plus plusieurs poche point points porte portes pose poser poste postes pour pourquoi
pousse pouvoir premier premiere prendre pres presque pret prix probleme problemes proche produit produits projet
projets promis propre puis puisque quand quart quatre que quel quelle quelles quelque quelques quels qui quinze quoi
raison raisons rapide rapport rare rarement recu regard regle regles reponse reste rester retard retour reunion
revient riche rien rire role roles rose rouge route rue sable sac sais saison salle salon samedi sang sans sante sauf
savent savoir sein semaine semaines sens sept sera serait service services ses seul seule seulement seuls signe simple
sinon site six soin soir soit sol soleil somme sommes son sont sorte sortie souci soucis sous souvent stage suis suite
suivi sujet sujets sur surtout table tache taches tant tard tel telle temps tendre tenir terme termes terrain terre
test tete texte tiers tiroir titre tomber ton tot toujours tour tous tout toute toutes train travail travaux tres
trois trop trouve trouver type une unite usage usine utile vague valeur valeurs vendre vendredi venir vent vente
ventes verite verre vers vert veulent veut vide vie vieux village ville vin vingt visite vite vivre voici voie voila
voir voisin voit voiture voix vol vont vos votre vouloir vous vrai vraie vraiment vue
"""
_SPANISH = """
abajo abierto acceso accion acuerdo adelante ademas agua ahora aire algo alguien algun alguna algunas alguno algunos
alla alli alta alto amiga amigo amigos amor ancho ano anos antes apoyo aquel aquella aqui area arriba asi aun aunque
ayer ayuda bajo banco barco barrio base bastante bien blanco boca buena buenas bueno buenos busca cabeza cada calle
calor cama cambio cambios camino campo cantidad capaz cara cargo carta cartas casa casas casi caso casos causa centro
cerca cerrado cielo cien cierto cinco ciudad claro clase cliente clientes cobro coche cola color como compra compras
comun con conta contra corazon corto cosa cosas costa coste costes creo crisis cruz cual cuales cuando cuanto cuarto
cuatro cuenta cuentas cuerpo culpa curso dan dato datos debe deben deber decir dejar del delante demas dentro derecho
desde despues detras deuda dia dias dice dicen diez dinero dio dios donde dos duda dudas duro edad efecto ejemplo ella
ellas ellos empresa empresas encima enero entonces entre equipo equipos era eran eres error errores esa escuela ese
eso esos espacio espera esta estaba estado estan estar estas este esto estos etapa euro exito falta faltas familia
fecha feliz fiesta fin final firma flor fondo forma formas frente frio fue fuego fuera fueron fuerte fuerza futuro
gana ganas gente gracias grado gran grande grandes grupo grupos guerra gusta gusto haber habia habla hablar hace hacen
hacer hacia hasta hay hecho hechos hemos hermano hijo hijos hizo hombre hombres hora horas hoy idea ideas igual jefe
jefes joven juego julio junio junto juntos lado largo las leche leer lejos lengua ley leyes libre libro libros linea
lineas lista listas llama llamada llamar llega llegar lleno lleva llevar los luego lugar lugares luz madre mal mala
malo mandar manera mano manos mapa mar marca marco marido martes marzo mas mayo mayor mayores media medio medios mejor
menor menos mensaje mente mercado mes mesa meses metro mia miedo mil mina minuto minutos mio mirar misma mismas mismo
mismos mitad modelo modo momento mucha muchas mucho muchos muerte mujer mujeres mundo muy nada nadie negro ningun
ninguna ninguno nino ninos nivel niveles noche nombre nombres norte nos nosotros nota notas nuestra nuestras nuestro
nuestros nueva nuevas nuevo nuevos nunca obra obras ocho oficina ojo ojos orden ordenes oro otra otras otro otros
padre padres paga pago pagos pais palabra palabras papel para parece parte partes pasa pasado pasar paso pasos paz
pedido pedidos pedir pelo pena pensar peor pequena pequeno perder pero persona personas piedra pieza pista plan planes
plano plata plaza plazo plazos pobre poca poco pocos poder ponen poner por porque precio precios pregunta preguntas
primer primera primero primo problema problemas producto promesa promesas pronto propia propio prueba puede pueden
puerta puerto pues puesto puestos punto puntos pura que queda quedar queja quejas quien quienes quiere quieren quiero
quince quizas rato razon razones real regla reglas reto reunion rey rica rico rio rojo ropa rosa ruido sabe saben
saber sacar sala sale salen salir salud sangre sea seguir segun segundo seguro seis semana semanas sentido ser seria
serie serio servicio sido siempre siete siglo silla simple sin sino sitio sobre sol sola solo solos son suelo suena
suerte suma sus tal tales tambien tampoco tan tanta tanto tarde tarea tareas tema temas tener tengo tenia tercer
tercero texto tiempo tiempos tiene tienen tierra tipo tipos toda todas todavia todo todos toma tomar trabajo trabajos
trae traer trata trato tres triste tuvo ultima ultimo una unas unidad unos usar uso usted ustedes vacio valor valores
vamos van varias varios veces vecino vemos venir venta ventas ver verano verdad vez vida viejo viene viento vino vista
vivir volver voy voz vuelta
"""
_ITALIAN = """
abbiamo accordo acqua adesso affare affari agli aiuto alba alcune alcuni alla alle allora alta alto altra altre altri
altro amica amici amico amore anche ancora andare anni anno appena aria attesa avere aveva avuto azienda banca banco
bassa basso basta bella bello bene bianco bisogno bocca bravo breve bruno buona buone buoni buono caldo campo capire
capo carta carte casa case casi caso causa cento centro cerca certa certi certo che chi chiama chiara chiaro chiede
chiedere ciao cielo cinque circa citta classe cliente clienti coda colore colpa come comune con conta conti conto
contro corpo corsa corso corte corto cosa cose cosi costa costi costo credo cui cuore cura dalla dalle dare data dati
dato davanti denaro dentro deve devono dice dicono dieci dietro dire diritto diversi dopo doppio dove dubbi dubbio due
durante ecco effetto ella era erano errore errori esempio esse essere euro facile famiglia fare fase fatti fatto ferro
fiducia figli figlio fila fine fino fiore fiume fondo forma forse forte forza fra franco fratello freddo fretta fronte
fuoco fuori futuro gara gatto gente gia giorni giorno giovane giro giusta giusto gli governo grado grande grandi
grazie gruppi gruppo guerra guida idea idee ieri immagine inizio insieme intanto invece isola lato latte lavora
lavorare lavori lavoro legge lei lento lettera lettere letto libero libri libro linea linee lingua lira lista liste
livello locale loro luce lui luna lunga lungo luogo macchina madre maggio maggior male mancanza mandare mani mano mare
marito marzo massimo materia media medico meglio meno mente mentre mercato mese mesi metro mezzo mia mie miei migliore
mille minuti minuto mio misura modo moglie molta molte molti molto momento mondo monte morale morte mostra motivo muro
nano nata natura nel nella nelle nero nessun nessuna nessuno niente nome nomi non nord nostra nostre nostri nostro
nota note notte nove nulla numeri numero nuova nuove nuovi nuovo occhi oggi ogni oltre ombra opera ordine ordini ore
oro ospite otto pace padre paese pagare pagina paio pane parla parlare parola parole parte parti passa passare passo
paura pena pensa pensare per perche perdita perfino pero persona persone peso petto pezzi pezzo piace piani piano
piazza piccola piccoli piccolo piede piena pieno pietra pino poca poche pochi poco poi porta porte porto possibile
posso posto potere potuto poveri povero pranzo prendere presto prezzi prezzo prima prime primi primo problema problemi
prodotto promessa promesse proprio prova punti punto pure qua qualche qualcosa qualcuno quale quali quando quanta
quanti quanto quarto quasi quattro quella quelle quelli quello questa queste questi questo qui quindi ragione ragioni
rapporto regola regole reparto resta restare rete ricca ricco riga riguardo rischio risposta risposte ritardi ritardo
rosa rossa rosso ruoli ruolo sabato sale salute sangue sapere scelta scopo scuola scusa sede segno seguito sei sembra
sempre senso sentire senza sera serie servizio sesso sette settimana sia siamo simile sistema sito sola soldi sole
soli solito solo sono sopra sorella sotto spazio spesa spese spesso stare stata stati stato stessa stesse stessi
stesso storia strada stretta studio sua subito sue suo suoi suono tale tali tanta tante tanti tanto tardi tavolo tema
tempi tempo tenere terra terza terzo testa testo tipo titolo torna tornare tra treno troppo trova trovare tutta tutte
tutti tutto uffici ufficio ultima ultimo umano una unica unico uno uomini uomo usare uso utile valore valori vecchio
vede vedere veloce vendere vendita vendite venire vento vera verde verita vero verso via vicino video viene vino vista
vita vive vivere voce voglia voglio volta volte vorrei vostro vuole zona
"""
_SWEDISH_DANISH_NORWEGIAN = """
aldrig alla alle allt alltid andet andra andre arbeid arbejde arbete arbetet bara bare barn bedre bedst begge begynne
behov berg beror beste bestemt betyder bland blev blir blive bliver boken bord borde bort bra bred brev brug bruger
bruk bruker bryr dag dagar dage dagen dagens dager deler dels den denna denne deras deres derfor dess dessa desse det
detta dette dialog dig din dine direkt dog dom dra drift dyr dyrt efter egen eget eksempel eller ellers emellan enda
ende endelig endnu enkel enkelt ens ett etter faktisk fall fara farlig fast feil fel fem fik finde finnes finns fire
firma fjerde fler flera flere flest folk fordi form fort fortsatt fra fram framtid fred frem fremtid fri frihed frisk
fru fulgt full funnet fyra fysisk gamla gamle gammal gammel gang gange ganger ganska ganske gator ger gerne giver
gjerne gjort glad glemme god goda gode goder godt gott grad graense greie grense grov grund grunn grupp gruppe grupper
gul gylden haft halv halva han handla handler hard hast hata havde hede heder hel hela hele heller hellre helst helt
hem hemma henne hennes her hest heta hett hinder historia hitta hittil hjalp hjelp hjelper hjem hjemme hjerte holde
holder hos hun hund hundra hus huset hvad hvem hver hverken hvilke hvis hvor hvordan hvorfor icke ikke imellan imens
imot inden ingen ingenting inget innan innen inte intet iser job jobb jobben kald kalla kalle kampen kanske kanskje
kant karta kasta kende kjenner kjent klar klara klart kom komma kommer kontor kontrol korn kort kostar koste koster
kraft krav krever krig kropp kul kund kunde kunden kundene kunder kunna kunne kunskap kvar kveld kvinde kvinna kvinner
laga lage lagt land landet lang lange langt lav lave leder ledere ledning legga lenge lett lever liden lidt lige
ligger lika like lille linje lista liste lite liten litt liv livet losa lov lugn lyd lykke lys lyst makt man mandag
mange mann mark massor mat med medan meddela mede medlem megen meget mellem mellom men mena mener mening menneske
mennesker mens mer mere mest meste mig min mina mindre mindst mine minst minut minutter mitt mod moder morgen morgon
mot muligt mun mycket mye namn nar naste navn nede nei nej neste nesten noe noen nogen noget nogle nok nord norm nota
nya nye nyt nytt och ofta ofte ogs omkring onsdag ord ordning ordre oss over par part passe penge penger per person
personer plads plan plass plats pludselig post pris priser problem prova prover punkt punkter rad raskt reda redan
redo regel regler reise resa resten resultat ret rett rette rigtig riktig ring ringe ringer rolig roll rolle roller
rum rund runt ryg rygg sade sag sager sagt sak saker salg salj samma samme sammen samt sand sant satt seg selskab selv
sen sena sende sender senere seng ser sett sidan sidde side siden sig siger sikker sikkert sin sina sine sist siste
sitt situation ska skal skall skape skole skriva skrive skriver skulle skyld slag slags slik slippe slut slutt smal
snabb snakke snakker snar snart som sommar somme sommer spille sprak sprog stad sted steder stemme stemmer sten stille
stod stol stor stora store stort straks stund svar svara svare svarer svart sverige sverre syn synes syns tack tag
taget tak takk tal tala tale tar team tid tiden tider tidlig tidligere tidspunkt til tilbage till tillid tillit timar
time timer ting tingene tio tirsdag tisdag tog tolv torsdag tro tror trots trygg tung tur tvang tvers tydelig tydlig
undan under unga unge upp uppgift uta utan ute uten utom vad val valg vand vanlig vann var vara vare varer varfor
varit varje varken varm vart vatten ved veg vei veien vej vel venn venner venta vente venter ver verd verden verk
verken vers vet via vid vidare vide viden videre vigtig viktig vil vilja vilka vilken vill ville vinter virker vis
visa vise viser viss visste vist vite vitt vokse vore vuxen yta yter
"""
_PORTUGUESE = """
abaixo aberto acerca achar acho acima acordo agora agua ainda ajuda alem alguem algum alguma algumas alguns ali alto
amanha ambos amiga amigo amigos amor ano anos antes apenas apoio aquele aqui area assim ate atras aula banco base
bastante bem boa boas bom bons branco cabeca cada calor cama caminho campo cara cargo carro carta cartas casa casas
caso casos causa cedo centro cerca certa certo ceu chama chamada chave chefe chefes chega cidade cima cinco claro
classe cliente clientes coisa coisas com comeco como compra conta contas contra copo corpo correio cultura curso custo
custos dado dados daqui dar data debate deixa dela dele deles demais dentro depois desde desse desta deste deve devem
dever dia dias dificil dinheiro direito diz dizem dizer dois donde dos duas duvida ela elas ele eles empresa empresas
encontro enquanto ensino entao entre equipa equipas equipe era eram erro erros escola escrito espaco espera essa esse
esses esta estado estamos estao estar estas este estes etapa euros exemplo facil faco fala falam falar falta faltas
familia faz fazem fazer fecho feita feito festa fica ficam ficar filho filhos fim final firma fogo foi folha fora
foram forca forma formas forte frente frio futuro ganha ganho gente geral gestao gosta gosto governo grande grandes
grupo grupos guerra haver havia historia hoje homem homens hora horas ideia ideias igual ilha inicio isso isto jogo
jovem jovens julho junho junto lado lados largo lei leis leite leitura lento ler leva levar lhes limpo lingua linha
linhas lista listas livre livro livros local logo loja longe longo lugar luz maio maior maiores mais mal maneira manha
mao maos mapa mar marca marco martes mas mau maus medico medio medo meia meio meios melhor menor menos mente mercado
mes mesa meses mesma mesmas mesmo mesmos meta metade meu meus mil minha minhas minuto minutos modelo modo momento
morte mostra motivo mudar muita muitas muito muitos mulher mundo nada nao nas natureza negro nem nenhum nenhuma
ninguem nivel noite nome nomes norte nos nossa nossas nosso nossos nota notas nova novas novo novos numa nunca obra
obras obrigado oito olhar olho onde ontem ordem ordens ouro outra outras outro outros paga pagar pago pai pais palavra
palavras papel para parece parte partes passa passado passar passo paz peca pede pedido pedidos pedir pedra pela pelas
pelo pelos pena pensar pequena pequeno perda perder pergunta perto pessoa pessoas pior plano planos pobre pode podem
poder pois ponto pontos por porque porta porto posso posto pouca pouco poucos prazo prazos precisa preco precos
primeira primeiro problema problemas produto promessa pronto propria proprio prova quadro quais qual quando quanto
quarto quase quatro que queixa quem quer querem quero questao razao reais real regra regras rei resposta resto reuniao
rico rio risco rosa rua sabe sabem saber sai sala sangue santo saude seculo sede seguir segundo seguro seis seja sem
semana semanas sempre sentido ser seria serio servico sete seu seus sido sim simples sinal sitio situacao sobre sol
som soma somos sorte sua suas tal talvez tambem tanto tao tarde tarefa tarefas tema temas temos tempo tempos tenho ter
terceiro terra teve texto tinha tipo tipos tirar toda todas todo todos toma trabalho trabalhos traz tres triste troca
tudo ultima ultimo uma umas uns usar uso vale valor valores vamos varias varios vazio veio velho vem vemos venda
vendas vento ver verao verdade vez vezes via vida vinho vir vista viva viver volta vontade voz
"""
_BY_LANGUAGE = {
    "de": _GERMAN,
    "nl": _DUTCH,
    "fr": _FRENCH,
    "es": _SPANISH,
    "it": _ITALIAN,
    "pt": _PORTUGUESE,
    "sv": _SWEDISH_DANISH_NORWEGIAN,
    "da": _SWEDISH_DANISH_NORWEGIAN,
    "nb": _SWEDISH_DANISH_NORWEGIAN,
    "nn": _SWEDISH_DANISH_NORWEGIAN,
    "no": _SWEDISH_DANISH_NORWEGIAN,
}
_SMALL = {
    "en": "amber an art baker bill bishop butcher can case close cook cross dawn day do driver early east fair faith "
    "farmer field fields fisher frank good grant grey hand heart hill hills hope house hunt joy king lane "
    "light little long love major man mark may means mill miller more no north order page park part peace pool "
    "price rain ray read reed rich rob root rose self sharp short small so south still stone street sue summer "
    "walker waters weeks well west will winter wise wood woods work young",
    "de": "braun ernst frank gross gut hell jung klein kurz lang mark rot sauer schnell schwarz stark weiss will wild",
    "nl": "bos goed groot jong klein kort lang wil wit zwart",
    "fr": "blanc bon claire fort franc grand gros juste long mars noir petit rose roux vert",
    "es": "blanco bueno claro cruz delgado leal mar moreno paz rosa rubio sol",
    "it": "bella bianco bruno chiara conti franco grande leone longo pace rosa rossi",
    "pt": "branco cruz leal rosa reis",
    "sv": "dag god lang lund ny stark",
}
_SMALL |= dict.fromkeys(("da", "nb", "nn", "no"), _SMALL["sv"])
WORDS = {language: frozenset(words.split()) for language, words in _BY_LANGUAGE.items()}
"""By the first part of a language tag."""
SMALL = {language: frozenset(words.split()) for language, words in _SMALL.items()}
"""Words so common in small letters that they are hardly a name then, though names are called like them."""
