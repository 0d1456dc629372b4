"""Forenames that are common in British primary schools, to tell which half of a name comes first.

They decide nothing else: a name that is not here is as good as any.
"""

from __future__ import annotations

import unicodedata
from typing import Final

_FORENAMES: Final = frozenset(
    # Written down from the mind of anybody who has taught: not a table of anyone's.
    """
    aaliyah aaron aarav abbie abdul abdullah abdulrahman abel abigail abu ada adam adele adil aditya adrian
    agnes ahmad ahmed aidan aisha aishah aiza alan albert albie alec aleena alejandro alex alexander alexandra
    alexia alexis alfie alfred ali alia alice alina alisha alistair alma alyssa amaan amal amara amarah amaya
    amber amelia amelie amina aminah amir amira amit amna amy ana anaya andre andrea andrei andrew angel
    angela angus anika anisa anita anna annabel annabelle anne annie anthony antonio anya aoife archer archie
    arham aria ariana arianna arjun arlo armaan arthur arya asad asha asher ashley ashton asiya aston athena
    aubrey audrey august aurora austin ava avery ayaan ayaz ayesha ayla ayra ayub aziz azlan bailey barnaby
    beatrice beau bella ben benedict benjamin bertie beth bethan bethany betsy bilal bill billy blake bobby
    bonnie bradley brandon brian bridget brodie brooke bruno bryn caitlin caleb callum calvin cameron camilla
    cara carl carla carlos carmen caroline carter casper cassie catherine cecily celia cerys charles charlie
    charlotte chester chidi chloe chris christian christopher ciara claire clara clark claudia clayton clementine
    cleo cody cole colin connor conor cora coral corey cruz curtis cyrus daisy dalia damian damon dan daniel
    daniela danielle danny dara darcey darcie darcy daria darius dave david dawid dawn dean deborah declan
    delilah dennis derek dexter dhruv diana diego dilys dominic dominik dorothy dougie drew duncan dylan eddie
    eden edie edith edmund edward efa effie eilidh ela elaine eleanor elena eli eliana elias elif elijah elin
    eliot elisa elisha eliza elizabeth ella elle ellen ellie elliot elliott ellis eloise elsa elsie elspeth
    emeka emelia emilia emily emma emmanuel emmie emre enzo erica eric erin esha esme essa esther ethan etta
    euan eva evan eve evelyn evie ewan ezra fabian faith farah faris fatima fatimah fay faye felicity felix
    fern ffion filip fin finlay finley finn finnley fiona fleur flora florence flynn fran frances francesca
    francis frank frankie fraser fred freddie frederick freya gabriel gabriela gabriella gabrielle gareth gary
    gavin gemma gene george georgia georgiana georgie georgina gethin gia giorgio giovanni grace gracie graham
    greg gregor grayson greta gruff gus guy gwen habiba hadi hadiya hafsa hajra hakim hal halima hallie hamish
    hamza hana hanna hannah hani haris harley harlow harper harriet harris harrison harry harvey hasan hashim
    hassan hayden hayley hazel heath heather heidi helen helena henri henry hettie hollie holly hope huda huey
    hugh hugo humaira humza hunter husna hussain ian ianto ibrahim ida idris ieuan ifan igor ike iman imogen
    imran ina indi india indie inaaya inaya indiana ines inigo ioan iona ira iris isa isaac isabel isabella
    isabelle isha isher ishaan isla ismail isobel israel issa ivan ivo ivy iwan izaan izzy jac jace jack jackson
    jacob jacqueline jade jai jaiden jake jakub jamal james jamie jan jana jane janet japneet jared jas jasmin
    jasmine jason jasper javier jay jaya jayden jean jed jeevan jemima jenna jennifer jenny jeremy jess jesse
    jessica jessie jia jim jimmy jo joan joanna joanne joe joel joey john johnny jon jonah jonas jonathan jordan
    jose joseph josephine josh joshua josie joy jude judy julia julian juliana julie juliet juliette june juno
    kabir kacey kai kaia kaiden kairo kaitlyn kajetan kamil kamila karen karim karl karla kasper kate katharine
    katherine kathleen kathryn katie katrina katy kay kayden kayla kayleigh keira keith kellan kelly kelsey ken
    kenneth kevin khadija khadijah khalid khloe kian kiana kieran kiki kim kimberley kiran kit kitty kofi krish
    krishna kristian kuba kwame kyle kyra kylo lacey laila lana lara laura lauren laurence laurie layan layla
    layton lea leah leanne lee leena leia leila lena leo leon leona leonardo leonie leonor leticia lewie lewis
    lexi lexie liam lidia lila lilah lili lilia lilian liliana lillian lillie lilly lily lina lincoln linda
    lisa livia liz lizzie llewyn lloyd lois lola lorenzo lottie lou louie louis louisa louise luca lucas lucia
    lucian luciana lucie lucien lucy luis luisa luka lukas luke lulu luna luqman lyla lylah lyra mabel mackenzie
    macie macy maddison maddie madeleine madeline madison mae maeve maggie magnus maha maheen mahir mahmoud mahnoor
    maia maisie maisy maja malachi malak malika malik mandy manha manny manuel mara marc marcel marcus margaret
    margot maria mariah mariam marianne marie marina mark marley marlon martha martin martina marvin mary maryam
    mason mateo matilda matthew mattie maud maurice max maxi maxim maximilian maximus maxine maxwell maya meadow
    megan mehdi mei melanie melissa melody mercy meredith merida mia michael michaela michal michelle miguel mikael
    mikey mila milan milena miles miley milla millie milly milo mina minnie mira miranda miriam mischa misha mo
    mohamed mohammad mohammed mohsin moira molly mollie mona monica monika monty morgan moses muhammad muhammed
    munira murray musa mustafa myla myles myra nadia naima nancy naomi natalia natalie natasha nathan nathaniel
    ned neil nell nellie nelly nia niall niamh nicholas nick nicola nicole nigel nikita nikola nikolai nikolas nila
    nina noah nolan noor nora norah nova nuala nusaybah nyla oakley obi octavia ola olaf oli olive oliver olivia
    ollie omar omer ophelia orla orlando orson oscar osian otis otto owain owen owais pablo paige paloma pamela
    pandora parker patience patricia patrick paul paula pauline paulina pearl peggy penelope penny percy perry
    petar peter petra phil philip philippa phoebe phoenix pia piers piper pippa polly poppy precious primrose priya
    quentin quinn rabia rachel rafael rafe raheem rahim rahma raihan raiyan raja ralph rana rania raphael ravi ray
    rayan raymond rayyan rebecca reece reem reeva reggie regina reid remi remy ren renee reuben rex rhea rhiannon
    rhodri rhys ria ricardo richard richie ricky rida rihanna riley rio rita river riya roan rob robbie robert
    roberto robin robyn rocco rodrigo rohan roma roman romeo romy ronald ronan ronnie rory rosa rosalie rosalind
    rosanna rosario rose roseanna rosemary rosie ross rowan roxanne roy ruairi ruben ruby rudy rufus rukhsana rumaisa
    rumi rupert russell ruth ryan rylan saanvi sabrina sacha sadia safa saffron safiya sahar sahib sahil said saif
    saira sajid sakina salim sally salma salman sam samaira samantha samia samira samson samuel samy sana sandra
    saoirse sapphire sara sarah saskia saul savannah scarlet scarlett scott seamus sean sebastian selena selin
    selma serena seren seth shahid shane shannon sharon shaun shay shayan sheila shiloh shivani shona shreya sia
    sidney sienna silas silvia simon simran sina sky skye skyla skylar sofia sofie sohail solomon sonia sonny sophia
    sophie stan stanley stefan stella stephanie stephen steve steven stuart subhan sue sufyan sulaiman suleiman
    sumaya summer suri susan susanna susannah suzanne sybil syed sylvia sylvie tabitha tadhg taha tahir taio
    talia tallulah tamara tamsin tania tanya tara tariq tasha tasnim tate tatiana taylor ted teddy tegan teresa
    terry tess tessa thandi thea theo theodora theodore theresa thiago thomas tia tiago tiana tiffany tilda tilly
    tim timothy tina tobi tobias toby todd tom tomas tomasz tommy tomos toni tony torin tracey travis trinity tristan
    troy tyler uma umar una ursula usman valentina valentino valerie vanessa vera verity veronica victor victoria
    vihaan vincent viola violet violetta viraj vivaan vivian vivienne wade walter warren wayne wendy wesley wiktor
    wiktoria wilbur wilf wilfred will willa william willow wilson winnie winston wojciech wren wyatt xander xavier
    yahya yara yaseen yasin yasmin yasmine yosef yousef yuki yusuf yuna yunus yusra yvette yvie yvonne zac zach
    zachariah zachary zack zahra zain zaina zainab zak zakariya zaki zander zane zara zarah zayan zayd zayn zayna
    zeb zelda zena zeynep zia zidane zion zoe zofia zoha zohaib zoya zubair zuri zuzanna
    """.split()  # noqa: SIM905 - a list of names is read more easily so
)


def is_forename(word: str) -> bool:
    """Whether a word, or the first of several, is one of them; accents and case do not count."""
    first = word.split(maxsplit=1)[0] if word.split() else ""
    apart = unicodedata.normalize("NFD", first.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign)) in _FORENAMES
