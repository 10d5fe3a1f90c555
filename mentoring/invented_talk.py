"""What invented people and their mentors write to each other, for demos and measurements. Nobody said any of it."""

#: What one writes, and what the other answers: (who begins, words, answer). p is the person, m the mentor.
TALK = [
    ("m", "Hello {p}. I am {m}. I am glad that we can write to each other. How has your week been?", "Hi {m}. Not bad thanks. It is good to have someone to write to."),
    ("p", "I started the maths course on Monday. I thought I would hate it but it is alright.", "That is great news. What made it better than you thought?"),
    ("p", "I did not sleep much. There is a lot of noise on the wing.", "That sounds hard. Is there a time of day when it is quieter? Even half an hour of rest can help."),
    ("m", "Last time you said you wanted to find work in a kitchen. Shall we look at what you need for that?", "Yes please. I have done some cooking here but I have no papers."),
    ("p", "The food hygiene course is done. I got the certificate today!", "Well done, {p}! That is something to show an employer. I am really pleased for you."),
    ("m", "How did the visit go?", "My sister came with the little one. He has grown so much. It was hard when they left."),
    ("p", "I have my meeting about the plan next week and I do not know what to say.", "Write down three things you want. Start with the one that matters most. Do you want to try them out on me?"),
    ("p", "1. A place to live. 2. A job. 3. Seeing my kids.", "Those are clear and they are yours. I would say them in just those words."),
    ("m", "Did you watch the match on Saturday?", "I did! What a goal. My pad mate supports the others so it was a good night."),
    ("p", "I got knocked back for the job in the gardens. They said next time.", "I am sorry. You put a lot into that. Shall we look at what they said and get ready for next time?"),
    ("m", "I tried your soup at home. It needed more pepper but my family liked it.", "Ha! I told you. Put in a bit of chilli too."),
    ("p", "Do you think anyone will give me a job with my record?", "Some will not, and many will. There is a course here on how to talk about it. Shall we do it together?"),
    ("p", "I read the whole book you told me about. I have never finished a book before.", "That is a big step. What did you like most in it?"),
    ("m", "What would a good day look like for you, six months from now?", "Getting up for work. Coming home to my own door. Nothing fancy."),
    ("p", "I had an argument with someone and walked away from it. Last year I would not have.", "You should be proud of that. What helped you to walk away?"),
    ("p", "I counted to ten like we talked about. Then I went to my cell and put the radio on.", "That is exactly it. You chose what to do next."),
    ("m", "I will be away next week, so I will answer you when I am back.", "No worries. Have a good one."),
    ("p", "They moved me to another cell. It is quieter here.", "Good to hear. I hope that you sleep better now."),
    ("m", "Have you thought about which course comes next?", "Maybe the one about money. I never learned how to do bills."),
    ("p", "How do I write a letter to say sorry? I have wanted to for a long time.", "Start with what you want them to know. You do not have to send it. Shall we write the first line together?"),
    ("p", "I am nervous about getting out. Everything will be different.", "Most people feel that. Let us make a list for the first day, then the first week. One thing at a time."),
    ("m", "Who is there for you when you come out?", "My nan. She never gave up on me."),
    ("p", "Do you know how I can get my birth certificate?", "Your resettlement worker can order it. Put in a request and say it is for your bank account."),
    ("p", "I got a letter from my daughter. She drew me a picture of a dog.", "What a lovely thing to get. Have you put it on your wall?"),
    ("m", "You have been going to the gym for a month now. How do you feel?", "Stronger. And I sleep better when I have been."),
    ("p", "I have not used for ninety days.", "Ninety days! That took strength every single day. What has helped you most?"),
    ("p", "The group on Thursdays. And knowing you would ask.", "I will keep asking. And you did the work."),
    ("m", "What do you want to practise before the interview?", "The bit where they ask why there is a gap."),
    ("p", "Can we talk about money? I owe some from before.", "Yes. There is a debt adviser who comes in. First write down who you owe and how much. No rush."),
    ("p", "It is my birthday on Friday.", "Happy birthday for Friday! What would you do if you could choose?"),
    ("m", "I saw that the library has a chess club.", "I will ask. I used to play with my grandad."),
    ("p", "They said I can start on the day release scheme.", "That is a real sign of trust. What will you be doing?"),
    ("p", "Painting and decorating. Same as my uncle.", "You told me you liked working with your hands. Good choice."),
    ("m", "How are you getting on with the reading?", "Slow but I do ten minutes each night."),
    ("p", "I felt low this week. I talked to the chaplain and it helped.", "I am glad that you talked to someone. That is a good thing to do. I am here too."),
    ("m", "Thank you for telling me. What is one small thing you can look forward to?", "The film on Sunday. And your next message."),
    ("p", "Diolch am ysgrifennu. Mae'n braf cael siarad Cymraeg.", "Croeso! Mae'n braf i mi hefyd. Sut wyt ti heddiw?"),
    ("p", "What do you do when a day goes wrong?", "I go for a walk and then I start the day again in my head. What about you?"),
    ("p", "I signed up for the bricklaying course like you said.", "Brilliant. You said that you wanted to build something that lasts."),
    ("m", "Let us look back. What has changed since we began to write?", "I think before I speak. And I have a plan now, a real one."),
]  # fmt: skip

LEAVE_OUT = "Please leave that out and send it again. You can plan calls and visits with your key worker."
ONLY_HERE = "You can only write to each other here. Send it again without that part."

#: What a rule holds: (words, the rule's name, the part that it finds, why a moderator stops it, what they say).
HELD = [
    (
        "When I am out you can ring me on 07700 900{n}. That is my sister's phone.",
        "Phone numbers", "07700 900{n}", "contact", LEAVE_OUT,
    ),
    (
        "My mum says you can write to her at jo.bloggs{n}@example.com if you like.",
        "Email addresses", "jo.bloggs{n}@example.com", "contact", LEAVE_OUT,
    ),
    (
        "The hostel is at 14 Mill Lane. Do you know what it is like there?",
        "Street addresses", "14 Mill Lane", "private", "Your COM can tell you about the hostel. Please leave the address out.",
    ),
    (
        "My brother made a page for his band, have a look at www.example.org when you can.",
        "Links", "www.", "apps", ONLY_HERE,
    ),
    (
        "Variety is the spice they say. I tried a new job in the kitchen today.",
        "Drugs", "spice", "words", "I think you mean well. Please say it in other words.",
    ),
    ("Are you on Instagram? We could carry on there when I am out.", "Other apps", "Instagram", "apps", ONLY_HERE),
    (
        "Could you lend me a few quid until I get my first wage?",
        "Money", "lend me", "money", "Mentors cannot lend money. Ask about a grant in a request and we will help.",
    ),
]  # fmt: skip
