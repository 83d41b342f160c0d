"""Everyday words that are a letter away from one name or another, and so no misspelling of it.

English ones count in every study; those of the language of the study come beside them.
"""

from functools import cache

from facilitator.domain.documents.ordinary_languages import SMALL, WORDS

_WORDS = """
able about above accept access across action active actual adding address admit adopt advice affect afford after
again against agent agree agreed agrees ahead alarm album alert alike alive allow allowed almost alone along
already also alter always among amount angry answer anyone apart appeal appear apply area argue around arrive
article aside asked asking asks assume attack attend august author avoid award aware away awful back badly
balance ball band bank bare barely barn base based basic basis batch bath beach bear beat become been before
began begin behind being belief believe bells below belt bench benefit bent best better between beyond bill bind
birth bitter black blame blank block blocked blow board boat body bonus book books border bored born borrow boss
both bother bottom bought bound brains branch brand brave bread break breath brick bridge brief briefly bright
bring broad broke broken brought brown budget build built bunch bundle burden burn burst business busy butter
button buyer call called caller calling calls calm came camera campus cancel cannot capital card care career
careful caring carried carrier carry cart carted case cash catch cater cause caused center central centre
century certain chain chair chance change changed changes channel chapter charge chart charter cheap check
checked checks chief child choice choose chose chosen church circle city claim class clean clear cleared clearly
clerk clerks click client climb clock close closed closely closer cloud coach coast code coffee cold collect
color colour column combine come comes comfort coming comment common company compare complain complete concern
confirm connect consider contact contain content context control cook cooked cool copy corner correct cost costs
could council count counter country couple courage course court cover covered create created credit crisis cross
crowd cure current custom customer cycle daily damage danger dark data date dates dead deal dealing dear death
debate debt decade decide decided deep deeper defect defend degree delay delayed deliver delivered demand depend
depends depth desert design desire desk detail details device dialog differ different dinner direct dirty
discover discuss disk display distance divide doctor does doing dollar done door double doubt down draft drag
draw drawn dream dress drew drink drive driven driver drop dropped during duty each eager early earn earth
easier easily east easy edge edit effect effort eight either elder else email empty enable ended ending energy
engage engine enjoy enough ensure enter entire entry equal error escape even evening event ever every exact exam
example except excuse exist exit expand expect expert explain express extend extra extreme face faced fact
factor fail failed fails failure fair fairly faith fall fallen false family famous fancy farm faster father
fault faults favor favour fear feature feed feel feeling fees fell felt female fence field fifth fight figure
file filed fill filled film final finally find finding fine finger finish finished fire firm first fiscal fish
fitted five fixed flag flat flight float floor flow focus folder follow followed food foot force forced foreign
forest forget forgot form formal former forms forth forward fought found four frame free fresh friday friend
from front frozen fruit full fully fund funny further future gain game garden gate gather gave general gentle
girl give given gives giving glad glass goal goes going gold gone good grand grant grass great green grew grey
ground group groups grow grown growth guard guess guest guide habit half hall halls hand handed handle hands
hang happen happens happy hard harder hardly harm hate have having head heading health hear heard heart heat
heavy height held help helped helper helpful helps hence here herself hidden high higher highly hill himself
hint hire hired history hold holder holding hole holiday home honest honor hope hoped horse hospital host hotel
hour hours house household however huge human hundred hung hunt hurry hurt idea ideal ideas ignore image impact
improve include income increase indeed index infer inform inner input inside insist instead intend intent into
invest invite invoice involve issue issues item itself january join joined joint joke judge july jump june
junior just justice keen keep keeper keeping keeps kept kick kind king kitchen knee knew knife knock know
knowing known knows label labor lack ladder lady lake land lane language large larger last lasted late later
latest laugh launch lawyer layer lead leader leading learn learned learnt least leave leaves leaving left legal
lender length less lesson letter letters level levels license life light lights like liked likely limit line
lines link list listed listen little live lived lives living load loan local lock locked logic long longer look
looked looking looks loose lord lose loss lost lots loud love loved lovely lower luck lucky lunch machine made
mail main mainly make maker makes making male manage manager manner many march margin marital mark marked marker
market marry martial master match matched matin matter matters mature maybe meal mean meaning means meant
measure media medical meet meeting member memory mental mention menu merge message metal method middle might
mile mind mine minor minute minutes mirror missed misses missing mistake mixed mobile mode model modern moment
monday money monitor month months mood moral more morning most mother motor mount mouse mouth move moved movie
moving much must myself name named namely narrow nation native nature near nearby nearly neat need needed needs
neither nervous network never news next nice night nine nobody noise none noon normal north nose note noted
notes nothing notice noticed number numbers object obvious occur ocean offer offered offers office officer often
okay once ones only onto open opened opening opens opinion oppose option orange order ordered orders ordinary
other others ought ourselves outcome outer outline output outside over overall owner owners owns pace pack
packed packet page paid pain paint pair panel panic paper papers parent park parked part partly partner parts
party pass passed passes past patch path patient patter pattern pause paying peace peer people perfect perhaps
period permit person phase phone phones photo phrase pick picked picks picture piece pieces pile pilot pitch
place placed places plain plan plane planned plans plant plate play played player please plenty plus pocket
point points police policy pool poor popular port position possible post posted poster pottery pound power
praise prefer prepare present press pressed pretty prevent price prices pride print printed prior private prize
probably problem problems process produce product profit program project promise promised promises proof proper
protect proud prove provide public pull pulled purchase pure purpose push pushed puts putting quality quarter
question quick quickly quiet quietly quite quote race radio rain raise raised rang range rank rapid rate rather
reach reached react read reader reading ready real really reason reasons recall receive recent record recover
reduce refer reflect refuse region regret regular reject relate release relied rely remain remark remember
remind remote remove rent repair repeat repeated repeats replace replied reply report reported request require
rescue reserve resolve respect respond rest result return review reward rice rich ride right ring rings rise
risk river road rock role roles roll room rooms root rose rough round route router rule rules running runs rush
sadly safe safely safety said sale sales salon same sample sand save saved says scale scene school science score
screen search season seat second secret section sector secure seed seek seem seemed seems seen select self sell
seller selling send sender sending sends senior sense sent separate serial series serious serve served server
service session sets setting settle seven several severe shake shall shape share shared shares sharp sheet shelf
shift ship shirt shock shop short shorter should shout show showed shown shows shut sick side sight sign signal
signed silence silent silly silver similar simple simply since single sister site sitting situation size skill
skills skin sleep slept slip slow slower slowly small smart smile smooth social soft sold solid solve solved
some someone song soon sooner sorry sort sorted sorts sound source south space spare speak speaker special speed
spend spent spirit split spoke spoken sport spot spread spring square staff stage stamp stand standard stands
star stare start started starts state stated states station status stay stayed stays steal steel step steps
stick still stock stolen stone stood stop stopped stops store stored storm story straight strange street stress
strict strike string strong struck student study stuff style subject submit such sudden suffer suggest suit
summary summer sunday super supper supply support suppose sure surely surface surprise switch system table take
taken takes taking talk talked talker talking talks task tasks taste taught teach teacher team teams tear tell
teller telling tells tend term terms test tested text than thank thanks that their them theme then theory there
these they thick thin thing things think thinks third this those though thought threat three threw through throw
thrown thus ticket tickets tied tight till time timely times tiny tired title today together told tomorrow tone
tonight took tool tools tooth topic total touch tough tour toward tower town toys trace track trade trail train
trained transfer travel treat tree trend trial trick tried trip trouble truck true truly trust trusted truth
trying tuesday turn turned turns twelve twenty twice twin type typed types typical under unit unite united until
unusual update upon upper upset urban urge urgent usage used useful user users uses using usual usually value
values various vary vast vendor verb version very victim video view views village visit visitor voice volume
vote wages wait waited waiting wake walk walked walks wall want wanted wants warm warn warned waste watch
watched water ways weak wear weather wednesday week weekend weeks weigh weight welcome well wells went were west
what when where whether which while white whole whom whose wide wider wife wild will willing wind window wine
winter wire wise wish with within without woman women wonder wonders wood word words wore work worked worker
workers working works world worried worry worse worst worth would write writer writes writing written wrong yard
year years yellow yesterday young your yours yourself youth zero
"""
_SHORT = """
ache acid aged ages ago aid aim aims air alas all also amid among and any apart apps april are arms army art aside ask
asks ate atop aunt away axe baby backup bad bag bags bar bay bed bee beer bell benefits bet bid bike bill bin bird bit
bite blew bolt bomb bone boot bot bother bow bowl box boy boys brings bug bugs bulk bun bus busy but buy buys cab cake
calendar calls camp can cane cans cant cap caps car cares carries cars cast cat cave ceiling cell chat checklist chip
coin comes complain con cop cope core covers cow crew crop cry cup cups cut cuts dad dam dare dawn day days deaf debt
december deck deed deer deny desks dip dirt dish dog dont dot dots drug drum dry due dull dump dust ear ears ease eat
echo egg ego emails end ends era exam excel eye eyes fade fan far fat february fed fee few file fit fix fled flew fly
foe fog fold folk for forms fox fuel fun fuse gap gaps gas gene get gets gift goal god goes golf got gun guy guys had
handover happens has hat hay heap helpdesk hen her hers hes hey hid hide hike him hip his hit hits hop hot hotline how
ice icy ill inch ink inn ins intranet invoices isnt its ivy jam january jar jaw jet job jobs jog jot joy jug keen
keeps key keys kid kids kit lab lack lamb lamp lap laptop law laws lazy lead leads lean leap led leg lend let lets lid
lie lied lies lift likes lion lip lips lock log logs lot low mad mailbox makes man map maps march mask mat max may
means meat meetings melt men mere mess met mild milk mill min mix mob mom moves mud mug nail needs net nets new nod
nor not november now nut nuts oak oath oats october odd off offers offline oil old one online onsite onto ops opt oral
our ours out outlook oven overtime owe own pad pal pan par passes past pat pay pays pea peak pen pet phones picks pie
pig pin pit plan plays plea plot plug pop pot printer printers pro pub pump pupil put puts quit rail ram ran rang rat
raw ray reads red rent rep rest rib rid rim ringing rob rod roster rot row rows rub rug rum run runs rush sad sail
sake salt sat saturday saw say says sea seat see seems sees sends september serves set sex sharing she shes shows shy
sin sir sit sits six ski sky soap sob sock soil son sons soup speaks spin spreadsheet spreadsheets spy stands stapled
starts stays stem stir stops suit sum sun swap swim tag takes talks tall tank tap tape tax tea tells ten tend tent
tests thats the theres thinks thursday thy ticketing tie tied tin tip tips tire toe toll ton too top tops torn toy
tries try tub tube tuesday tune turns two ugh updates use used van vet via vice vow wants war warm was wash wave way
ways web wed weed wet whats who whos why wild win wins wipe wit woe won wool workload worm wrap writes yes yet you zip
zone
"""
ORDINARY = frozenset(f"{_WORDS} {_SHORT}".split())


@cache
def ordinary_in(language: str) -> frozenset[str]:
    """Words that are no misspelt names in a study of this language, a BCP 47 tag; where we know none, English ones."""
    return ORDINARY | WORDS.get(_first(language), frozenset())


@cache
def small_in(language: str) -> frozenset[str]:
    """Names that are far more often another word when they are written with a small letter."""
    return SMALL["en"] | SMALL.get(_first(language), frozenset())


def _first(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()
