"""What is settled before anybody sits down: groups, people, questions and their routes."""
