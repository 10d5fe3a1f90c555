"""Names for invented people, as mixed as England and Wales are. No pair is meant to be anybody's."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Names:
    """Names that go together. share: how many of a hundred people; speaks: what some of them speak best."""

    share: int
    men: list[str]
    women: list[str]
    families: list[str]
    speaks: str = "English"
    speak_it: float = 0.0


ENGLISH = Names(
    52,
    """Aaron Adam Alan Alex Andrew Anthony Ashley Barry Ben Billy Bradley Brandon Callum Carl Charlie Christopher Colin
    Connor Craig Curtis Dale Daniel Darren David Dean Dominic Edward Elliot Ethan Frank Gary George Graham Harry Ian Jack
    Jake James Jamie Jason Jay Joe Jonathan Jordan Joseph Josh Keith Kevin Kieran Kyle Lee Leon Lewis Liam Louis Luke
    Mark Martin Mason Matthew Michael Nathan Neil Nicholas Nigel Oliver Oscar Patrick Paul Peter Philip Reece Richard
    Robert Robin Ross Ryan Sam Scott Sean Shane Shaun Simon Stephen Steven Stuart Terry Thomas Tim Toby Tony Trevor Tyler
    Wayne William Zac""".split(),
    """Abigail Alice Amanda Amy Angela Anna Becky Beth Carla Caroline Chelsea Chloe Claire Danielle Debbie Donna Ella
    Ellie Emily Emma Faye Gemma Georgia Grace Hannah Hayley Heather Helen Holly Jade Jane Jasmine Jenny Jessica Joanne
    Jodie Julie Karen Kate Kelly Kerry Kirsty Laura Leanne Lisa Louise Lucy Maria Megan Michelle Molly Natalie Nicola
    Paula Rachel Rebecca Rosie Sally Samantha Sarah Shannon Sophie Stacey Stephanie Susan Tanya Tracey Vicky
    Zoe""".split(),
    """Abbott Alder Appleby Ashdown Atkin Bagshaw Barlow Barnett Bassett Baxter Beckett Bentley Birch Blackwell Booth
    Bradshaw Brook Burrows Carver Chadwick Clayton Coldwell Cotterill Crabtree Crossley Dawson Denby Draper Dunstan
    Eastwood Elliott Fairfax Farrow Fenton Fielding Firth Garside Gilbert Goodall Greenwood Hallam Hargreave Hartley
    Haywood Heaton Hinchliffe Holroyd Horton Hurst Ingham Jowett Kershaw Kirkham Langley Lockwood Lomas Marsden Mather
    Mellor Midgley Moss Naylor Newbold Oakley Ogden Padgett Pickering Plant Pollard Radcliffe Rayner Redfern Rowbottom
    Rushton Salter Schofield Shaw Sidebottom Smith Smyth Stanworth Stubbs Sutcliffe Swindell Tattersall Thackray Thorpe
    Tomlinson Turner Turton Underwood Varley Wadsworth Walton Warburton Whitaker Whitehead Wilcox Winterbourne Wood
    Woodhead Wragg Yardley""".split(),
)
WELSH = Names(
    10,
    """Aled Alun Bryn Carwyn Dafydd Deiniol Dewi Dylan Eifion Emlyn Emyr Gareth Geraint Gethin Glyn Gruffydd Gwilym Huw
    Iestyn Ieuan Iolo Iwan Llŷr Macsen Meirion Osian Owain Rhodri Rhys Siôn Tomos""".split(),
    """Angharad Anwen Bethan Branwen Carys Catrin Ceri Cerys Eleri Elin Ffion Gwenan Gwenllian Gwen Heledd Lowri Mair
    Manon Mared Megan Menna Nia Non Rhian Rhiannon Seren Siân Siwan Tegwen""".split(),
    """Bebb Bevan Bowen Davies Davis Edwards Evans Griffiths Gwynne Howells Hughes James Jenkins Jones Lewis Llewellyn
    Lloyd Morgan Morris Owen Parry Penry Powell Prosser Prothero Pryce Pugh Rees Roberts Thomas Tudor Vaughan Watkins
    Williams Wynne""".split(),
    "Welsh",
    0.45,
)
IRISH_AND_TRAVELLER = Names(
    6,
    """Brendan Cathal Ciaran Cormac Declan Dermot Eamon Fergus John-Joe Kieran Michael Miley Niall Padraig Patrick Paddy
    Ruairí Seamus Sean Tom""".split(),
    "Aoife Bridget Ciara Deirdre Kathleen Maeve Margaret Mary Niamh Nuala Orla Roisin Shauna Siobhán".split(),
    """Brannigan Cassidy Connors Coyle Delaney Devlin Donoghue Doran Fahey Gallagher Keenan Mac-an-Bhaird McBride
    McCann McDonagh McGinley O'Brien O'Driscoll O'Neill Quilligan Reilly Stokes Tierney Ward""".split(),
)
SOUTH_ASIAN = Names(
    11,
    """Adeel Amir Arjun Asif Bilal Danish Faisal Farhan Gurpreet Hamza Haroon Imran Irfan Jaspal Kashif Khalid Mohamed
    Mohammed Muhammad Nadeem Naveed Omar Parminder Rajesh Rashid Ravi Sajid Sandeep Shabir Tariq Usman Vikram Yusuf
    Zain""".split(),
    """Aaliyah Aisha Amina Anita Bushra Farah Fatima Harpreet Kiran Manjit Nadia Nasreen Parveen Priya Rabia Ruksana
    Saima Sana Shazia Simran Sunita Zara""".split(),
    """Ahmed Akhtar Ali Aslam Begum Bhatti Chaudhry Dhillon Gill Hussain Iqbal Islam Javed Kaur Khalsa Khatun Mahmood
    Malik Miah Mirza Patel Qureshi Rahman Sandhu Shah Sharma Sidhu Singh Uddin Virk Yaqub""".split(),
    "Urdu",
    0.18,
)
BLACK_BRITISH = Names(
    12,
    """Abdi Ade Andre Ayodele Babatunde Chidi Darnell Delroy Emeka Femi Isaiah Jermaine Kofi Kojo Kwame Leroy Malachi
    Marlon Marvin Michael Olu Reuben Samuel Tendai Tre Tyrone Winston Yaw""".split(),
    """Abena Adaeze Akosua Amara Chantelle Ebony Esther Folake Grace Keisha Latoya Marcia Naomi Ngozi Precious Rochelle
    Ruth Shanice Tanisha Yaa""".split(),
    """Adebayo Adeyemi Afolabi Agyeman Appiah Asante Bailey Boateng Campbell Chukwu Clarke Edwards Francis Gayle Grant
    Hibbert Johnson Lawal Mensah Morrison Mukasa Nwosu Ofori Okafor Oyelaran Palmer Pinnock Reid Thompson Thomson Wright
    Yeboah""".split(),
    "Somali",
    0.05,
)
EUROPEAN = Names(
    9,
    """Adrian Albin Andrei Arben Bogdan Cosmin Dariusz Dmitrij Ervin Florin Grzegorz Ionuț Jakub Kamil Krzysztof Łukasz
    Marcin Mihai Mindaugas Paweł Piotr Răzvan Sławomir Tomasz Valdis Vasile Wojciech""".split(),
    "Agnieszka Alina Bogusława Daniela Elena Ewa Gabriela Ilinca Joanna Justė Katarzyna Magda Oksana Teodora Zofia".split(),
    """Antonescu Balodis Berisha Ciobanu Dąbrowski Dumitrescu Gashi Grabowski Ionescu Jankauskas Kalniņš Kowalczyk
    Krasniqi Lewandowicz Mazur Munteanu Nowicki Ozols Pawlak Petrauskas Popescu Rusu Stanciu Szczepański Wójcik
    Zieliński""".split(),
    "Polish",
    0.55,
)
GROUPS = (ENGLISH, WELSH, IRISH_AND_TRAVELLER, SOUTH_ASIAN, BLACK_BRITISH, EUROPEAN)

#: What friends and staff call them instead.
CALLED = {
    "Anthony": "Ant", "Christopher": "Chris", "Daniel": "Danny", "David": "Dai", "Edward": "Ted", "Jonathan": "Jonny",
    "Joseph": "Joe", "Matthew": "Matt", "Michael": "Mick", "Nicholas": "Nick", "Patrick": "Paddy", "Philip": "Phil",
    "Richard": "Rich", "Robert": "Bob", "Stephen": "Steve", "Steven": "Ste", "Thomas": "Tommo", "William": "Bill",
    "Krzysztof": "Kris", "Wojciech": "Wojtek", "Mohammed": "Mo", "Muhammad": "Mo", "Gwenllian": "Gwen", "Rebecca": "Bex",
    "Samantha": "Sam", "Stephanie": "Steph", "Katarzyna": "Kasia", "Babatunde": "Tunde",
}  # fmt: skip
