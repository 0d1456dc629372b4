"""Names of London's schools, spelled as their bearers spell them.

Forename and surname of a child come from one community's lists, so that they go together. The
lists leave out names that would, put together, be those of somebody well known.
"""

from __future__ import annotations

import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Community:
    """Names that go together. `share` is how often they turn up, against the others' shares.

    `surnames` with a stroke hold a man's and a woman's form: ``Kowalski/Kowalska``.
    """

    name: str
    share: int
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    surnames: tuple[str, ...]


def _community(name: str, share: int, girls: str, boys: str, surnames: str) -> Community:
    def listed(names: str) -> tuple[str, ...]:
        return tuple(one.strip() for one in names.split(","))

    return Community(name, share, listed(girls), listed(boys), listed(surnames))


COMMUNITIES: tuple[Community, ...] = (
    _community(
        "English",
        24,
        "Amelia, Beatrice, Chloe, Daisy, Eliza, Florence, Grace, Hattie, Imogen, Jessica, Katie, "
        "Lottie, Martha, Nancy, Orla, Poppy, Rosie, Sienna, Tilly, Violet, Willow, Zoë, Ivy, Mabel",
        "Albie, Barnaby, Callum, Dexter, Edward, Felix, George, Hugo, Isaac, Jasper, Kit, Leo, "
        "Monty, Ned, Oscar, Percy, Ralph, Stanley, Toby, Wilfred, Zachary, Rory, Rowan, Sonny",
        "Ashdown, Barrowby, Bexley, Birtwhistle, Bramhall, Chilcott, Cobbold, Copperthwaite, "
        "Dunmore, Eastwick, Fairbrother, Garside, Hathersage, Inglethorpe, Kettlewell, Larkspur, "
        "Merriweather, Nuttall, Oakeshott, Pickersgill, Quayle, Ravenscroft, Satterthwaite, "
        "Thistlewood, Underhay, Wagstaffe, Winterbourne, Yardley, Hoskins, Tuckwell",
    ),
    _community(
        "Bengali",
        12,
        "Aaliyah, Anika, Fahmida, Habiba, Jannat, Labiba, Maliha, Nusrat, Raisa, Sadia, Sumaiya, "
        "Tahmina, Tasnim, Zaynab, Zerin, Mahbuba",
        "Abir, Adnan, Farhan, Ibrahim, Jubayer, Mahir, Nabil, Rafi, Raihan, Sabbir, Shafin, Tahmid, "
        "Tanvir, Wasif, Yahya, Zubair",
        "Ahmed, Begum, Bhuiyan, Chowdhury, Haque, Hossain, Islam, Khatun, Laskar, Matin, Miah, "
        "Mazumder, Rahman, Sarkar, Talukdar, Uddin",
    ),
    _community(
        "Turkish and Kurdish",
        7,
        "Asya, Ayşe, Beren, Çiğdem, Defne, Ece, Elif, Gülşen, İrem, Nehir, Özge, Şevval, Zeynep, "
        "Berfin, Rojda, Hêvî",
        "Alp, Barış, Çağan, Deniz, Emre, Görkem, İlker, Kaan, Mert, Ömer, Şükrü, Tuğrul, Umut, "
        "Yiğit, Baran, Azad",
        "Akbulut, Aydın, Bağcı, Çelik, Demirtaş, Doğan, Erbaş, Güneş, Işık, Karakuş, Özdemir, "
        "Öztürk, Şahin, Taşkın, Yıldırım, Yılmaz",
    ),
    _community(
        "Polish",
        7,
        "Agnieszka, Alicja, Hania, Jagoda, Julia, Kalina, Lena, Maja, Małgosia, Oliwia, Pola, "
        "Zofia, Zuzanna, Róża",
        "Aleksander, Bartosz, Filip, Franciszek, Jakub, Kacper, Krzysztof, Łukasz, Michał, Mikołaj, "
        "Stanisław, Szymon, Tymoteusz, Wojciech",
        "Brzęczyk, Dąbrowski/Dąbrowska, Gajewski/Gajewska, Jabłoński/Jabłońska, Kowalczyk, "
        "Krawczyk, Lis, Nowicki/Nowicka, Pietrzak, Szczepański/Szczepańska, Wieczorek, "
        "Wójcik, Zając, Żurawski/Żurawska",
    ),
    _community(
        "Romanian",
        6,
        "Alexandra, Andreea, Bianca, Daria, Elena, Ilinca, Ioana, Mălina, Ruxandra, Sofia, "
        "Ștefania, Teodora",
        "Andrei, Cosmin, Darius, Dragoș, Ionuț, Luca, Matei, Mihai, Răzvan, Rareș, Ștefan, Vlad",
        "Bălan, Ciobanu, Croitoru, Dinu, Dumitrașcu, Grigorescu, Lungu, Mureșan, Păun, Popescu, "
        "Rusu, Țîrlea",
    ),
    _community(
        "Somali",
        7,
        "Ayaan, Deqa, Faduma, Hamdi, Hibaaq, Hodan, Ifrah, Khadra, Ladan, Muna, Naima, Sagal, "
        "Sahra, Ubah",
        "Abdirahman, Abdullahi, Bashir, Daahir, Guled, Hanad, Ismaaciil, Jamaal, Liban, Mahad, "
        "Nuur, Sharmarke, Warsame, Yaasiin",
        "Abdi, Adan, Aden, Cabdi, Dirie, Duale, Egal, Guled, Hersi, Jama, Mohamud, Nuur, Osman, "
        "Roble, Samatar, Xasan",
    ),
    _community(
        "Yoruba",
        6,
        "Adéọlá, Ayomide, Bolanle, Damilola, Ẹniọlá, Folasade, Ifeoluwa, Mojisola, Morayo, "
        "Oluwaseun, Simisola, Titilayo, Tiwatope, Yewande",
        "Adebola, Ayodeji, Babatunde, Damola, Gbenga, Ìbùkún, Kayode, Olamide, Oluwatobi, Ṣẹ́gun, "
        "Temitope, Tolulope, Tunde, Kunle",
        "Adebayo, Adekoya, Adeniyi, Adéyẹmí, Afolabi, Akinwande, Ayinde, Balogun, Fagbemi, "
        "Fasanya, Ogunleye, Olaniyan, Olatunji, Oyelaran",
    ),
    _community(
        "Igbo and Hausa",
        3,
        "Adaeze, Amarachi, Chiamaka, Ifunanya, Kosisochukwu, Ngozika, Zainab, Rahinatu",
        "Chibuzo, Chukwuemeka, Ikenna, Kenechukwu, Obinna, Somto, Nasir, Usman",
        "Anyanwu, Chukwu, Eze, Iwuchukwu, Nwosu, Okeke, Okonkwo, Onyekachi, Danjuma, Garba",
    ),
    _community(
        "Ghanaian",
        5,
        "Abena, Adwoa, Afia, Akosua, Akua, Ama, Araba, Efua, Esi, Maame, Nana-Ama, Yaa",
        "Ebo, Fiifi, Kojo, Kwabena, Kwadwo, Kwaku, Kwame, Kweku, Kwesi, Nii, Paa-Kwesi, Yaw",
        "Acheampong, Adjei, Agyeman, Amankwah, Asante-Boateng, Baidoo, Darko, Frimpong, Mensah, "
        "Nkansah-Ofori, Opoku, Owusu, Quaye, Tetteh",
    ),
    _community(
        "Arabic",
        5,
        "Aya, Dana, Farah, Hala, Jana, Lina, Malak, Nour, Rahaf, Salma, Tala, Yasmin",
        "Anas, Bilal, Faris, Hamza, Idris, Karim, Laith, Nizar, Omar, Rayan, Sami, Tariq",
        "Al-Hashimi, Al-Khatib, Al-Sayegh, Barakat, Ben Salem, Boukhari, El Idrissi, El-Masri, "
        "Haddad, Kassab, Mansouri, Shaheen, Tahir, Amrani",
    ),
    _community(
        "Urdu and Punjabi",
        7,
        "Alishba, Areeba, Hafsa, Inaya, Jaspreet, Kiran, Mahnoor, Manvir, Noor-ul-Ain, Rabia, "
        "Simran, Zara",
        "Arham, Daniyal, Fateh, Gurnoor, Hamdan, Harjot, Junaid, Mustafa, Rayyan, Saad, Umair, "
        "Zohaib",
        "Akhtar, Bashir, Bhatti, Butt, Dhaliwal, Gill, Hussain, Iqbal, Singh/Kaur, Khan, Mahmood, "
        "Malik, Qureshi, Rashid, Sandhu, Sheikh",
    ),
    _community(
        "Persian",
        3,
        "Anahita, Azadeh, Golnaz, Mahsa-Dokht, Nasrin, Parisa, Shirin, Yalda",
        "Arash, Bahram, Behnam, Dariush, Kamran, Kaveh, Ramin, Siavash",
        "Azimi, Bahrami, Ebrahimi, Farrokhzad-Nia, Golestani, Hosseini, Karimi, Mirzaei, Rostami, "
        "Sadeghi",
    ),
    _community(
        "Tamil",
        4,
        "Abirami, Kayalvizhi, Keerthana, Mathumitha, Nila, Pavithra, Thenmozhi, Yazhini",
        "Arivazhagan, Dinesh, Iniyan, Kavin, Mugilan, Pranavan, Sanjeevan, Vetri",
        "Arulanandam, Balasubramaniam, Kandiah, Nadarajah, Ponnambalam, Rajaratnam, "
        "Selvarajah, Sivakumar, Thavarajah, Vigneswaran",
    ),
    _community(
        "Gujarati and Hindi",
        5,
        "Aarohi, Diya, Hetvi, Isha, Jiya, Kavya, Mansi, Nidhi, Pooja, Riddhi, Tanvi, Urvi",
        "Aarav, Devansh, Dhruv, Harsh, Jay, Krish, Meet, Nirav, Parth, Rudra, Veer, Yash",
        "Acharya, Bhatt, Chauhan, Desai, Gohil, Joshi, Lakhani, Mehta, Mistry, Parmar, Patel, "
        "Solanki, Trivedi, Vyas",
    ),
    _community(
        "Goan and Keralan",
        2,
        "Annmaria, Leticia, Melanie, Sneha, Ashna, Philomena",
        "Alden, Jovin, Savio, Basil, Glenn, Royden",
        "D'Cunha, D'Mello, D'Souza, Fernandes, Kurian, Lobo, Mascarenhas, Thekkekara, Varghese",
    ),
    _community(
        "Greek and Cypriot",
        4,
        "Andriana, Chrystalla, Despina, Eleni, Evangelia, Ioanna, Kyriaki, Styliana",
        "Andreas, Christos, Evagoras, Kyriakos, Lefteris, Michalis, Panayiotis, Stelios",
        "Charalambous, Christodoulou, Constantinou, Economides, Hadjigeorgiou, Ioannou, "
        "Kyriacou, Papadopoulos, Theodorou, Zachariou",
    ),
    _community(
        "Bulgarian",
        4,
        "Bozhidara, Desislava, Gergana, Kalina, Mihaela, Raya, Tsvetelina, Yoana",
        "Boyan, Kaloyan, Lyubomir, Momchil, Nikolay, Radoslav, Teodor, Yavor",
        "Angelov/Angelova, Borisov/Borisova, Georgiev/Georgieva, Kolev/Koleva, Marinov/Marinova, "
        "Petrov/Petrova, Stoyanov/Stoyanova, Todorov/Todorova, Yordanov/Yordanova",
    ),
    _community(
        "Albanian",
        4,
        "Albana, Arbëra, Besa, Dafina, Drita, Elira, Jehona, Vjosa",
        "Agron, Arbër, Besnik, Endrit, Genti, Ilir, Luan, Ylli",
        "Berisha, Çela, Dervishi, Gjoka, Hoxhaj, Krasniqi, Leka, Mema, Shehu, Xhafa",
    ),
    _community(
        "Portuguese and Brazilian",
        4,
        "Beatriz, Conceição, Inês, Leonor, Luísa, Mafalda, Maria João, Matilde",
        "Afonso, Caetano, Duarte, Gonçalo, João, Lourenço, Simão, Tomás",
        "Abrantes, Antunes, Brandão, da Conceição, de Assunção, dos Santos, Figueira, Gouveia, "
        "Magalhães, Vasconcelos",
    ),
    _community(
        "French and Congolese",
        3,
        "Aïcha, Amélie, Céleste, Chloé, Éloïse, Gaëlle, Grâce, Maëlys",
        "Anaïs-Aimé, Didier, François, Gédéon, Jean-Baptiste, Loïc, Noé, Théo",
        "Bokungu, Chéruel, Ilunga, Kabongo, Lefèvre-Mbuyi, Mbala, N'Diaye, N’Guessan, Perrault, "
        "Tshimanga",
    ),
    _community(
        "Spanish and Latin American",
        4,
        "Ángela, Begoña, Inmaculada, Itziar, Lucía, María José, Rocío, Ximena",
        "Álvaro, Iñaki, Íñigo, Joaquín, José Luis, Matías, Nicolás, Víctor",
        "Caicedo Mina, Castañeda, Echeverría, García Peña, Hernández Quispe, López Muñoz, Ordóñez, "
        "Quiñones, Restrepo, Velásquez",
    ),
    _community(
        "Italian",
        3,
        "Alessia, Benedetta, Chiara, Fiammetta, Giada, Ludovica, Niccolò-Maria, Viola",
        "Ettore, Fabrizio, Gabriele, Jacopo, Leone, Niccolò, Pietro, Tommaso",
        "Bellandi, Cortellazzi, D'Amico, De Santis, Dell'Acqua, Di Gregorio, Fumagalli, Lo Presti, "
        "Marchetti, Zanella",
    ),
    _community(
        "Vietnamese",
        3,
        "Bảo Châu, Hồng Nhung, Khánh Linh, Minh Anh, Ngọc Hân, Phương Thảo, Thùy Dương, Tường Vy",
        "Anh Khôi, Bảo Long, Đăng Khoa, Đức Huy, Hữu Phước, Minh Quân, Quang Vinh, Thành Đạt",
        "Bùi, Đặng, Đỗ, Hoàng, Huỳnh, Lê, Lý, Ngô, Nguyễn, Phạm, Trần, Trương",
    ),
    _community(
        "Chinese",
        3,
        "Jiaqi, Meilin, Ruoxi, Shuyi, Xinyi, Yutong, Ka-Yan, Hoi-Ching",
        "Chenxi, Haoran, Junjie, Mingze, Yichen, Zihan, Chun-Hei, Lok-Yin",
        "Chan, Cheung, Fong, Gao, Kwok, Lau, Lin, Ng, Ouyang, Tsang, Xu, Yip",
    ),
    _community(
        "Ukrainian",
        4,
        "Bohdana, Daryna, Khrystyna, Lesya, Myroslava, Sofiia, Yaryna, Zlata",
        "Bohdan, Danylo, Matviy, Nazar, Ostap, Sviatoslav, Tymofiy, Yaroslav",
        "Bondarenko, Hrytsenko, Kovalenko, Lysenko, Marchuk, Oliynyk, Petrenko, Savchuk, "
        "Tkachenko, Zadorozhnyi/Zadorozhna",
    ),
    _community(
        "Caribbean",
        7,
        "Aaliyah-Rose, Amari, Keziah, Kiana, Latoya, Nevaeh, Shanice, Tamika, Tianna, Zaria",
        "Akeem, D'Angelo, Jahmal, Jayden, Kymani, Malachi, Nathaniel, Rashaun, Tyrell, Zion",
        "Anglin, Bartley, Blackwood, Crooks, Dacosta-Reid, Facey, Grandison, Jarrett, Lindo, "
        "McKenzie-Brown, Nembhard, Pinnock, St. Clair, Thompson-Hylton, Wedderburn",
    ),
    _community(
        "Irish, Scottish and Welsh",
        6,
        "Aoife, Caoimhe, Clíodhna, Eilidh, Fionnuala, Mairéad, Niamh, Róisín, Siân, Sinéad",
        "Cathal, Conor, Dáithí, Eoin, Fergus, Hamish, Iolo, Oisín, Ruairí, Seán",
        "Ap Rhys, FitzGibbon, Gallagher, Llywelyn, MacAllister, McGonigle, Ní Dhálaigh, O'Donovan, "
        "O'Hanrahan, O'Neill, O’Connell, Ó Súilleabháin, Pritchard-Jones, Tierney",
    ),
    _community(
        "Jewish",
        2,
        "Adina, Bracha, Chaya, Esther Malka, Rivka, Shoshana, Tali, Yael",
        "Avi, Boaz, Ezra, Mordechai, Noam, Shmuel, Yitzchak, Zev",
        "Abramowitz, Ben-Ezra, Birnbaum, Feldman, Gluckstein, Hirschfeld, Lieberman, "
        "Perlmutter, Rosenfelder, Zilberstein",
    ),
    _community(
        "Ethiopian and Eritrean",
        3,
        "Bethlehem, Feven, Hiwot, Mihret, Rahwa, Saba, Selamawit, Tsion",
        "Abel, Biniam, Dawit, Filmon, Henok, Natnael, Robel, Yonas",
        "Berhane, Desta, Ghebremedhin, Habtemariam, Kidane, Mengistu-Alemu, Tadesse, Tekle, "
        "Weldeab, Woldemariam",
    ),
    _community(
        "Filipino, Nepali and Sinhala",
        3,
        "Althea, Princess Joy, Sabina, Asmita, Dinithi, Sanduni",
        "Jericho, Mark Angelo, Bishal, Suraj, Kasun, Tharindu",
        "Bautista, dela Cruz, Macaraeg, Gurung, Rai, Tamang, Jayawardena, Senanayake, "
        "Wickramasinghe",
    ),
    _community(
        "Nordic, Baltic and Dutch",
        2,
        "Ásta, Freyja, Ieva, Liis, Saskia, Þórdís",
        "Bjørn, Kęstutis, Mārtiņš, Ólafur, Søren, Þór",
        "Ægisson/Ægisdóttir, Bērziņš/Bērziņa, Jokinen, Kazlauskas/Kazlauskaitė, Lindström, "
        "Østergård, van den Berg, van ’t Hoff",
    ),
)

_SHARES = tuple(community.share for community in COMMUNITIES)

#: What a child is called whose longer name is on the register.
CALLED = {
    "Aleksander": "Alek",
    "Alexandra": "Alex",
    "Amelia": "Millie",
    "Abdirahman": "Abdi",
    "Beatrice": "Bea",
    "Chukwuemeka": "Emeka",
    "Damilola": "Dami",
    "Edward": "Teddy",
    "Fionnuala": "Nuala",
    "Florence": "Flo",
    "Franciszek": "Franek",
    "Inmaculada": "Inma",
    "Jean-Baptiste": "Jean",
    "Jessica": "Jess",
    "Kosisochukwu": "Kosi",
    "Krzysztof": "Krzyś",
    "Michalis": "Mike",
    "Nathaniel": "Nate",
    "Oluwaseun": "Seun",
    "Oluwatobi": "Tobi",
    "Panayiotis": "Panos",
    "Sharmarke": "Marke",
    "Stanisław": "Staś",
    "Ștefania": "Ștefi",
    "Tolulope": "Tolu",
    "Wilfred": "Wilf",
    "Zachary": "Zac",
    "Zuzanna": "Zuzia",
}


def surname_for(surname: str, *, girl: bool) -> str:
    """The form of a surname that fits the child, where a language has two."""
    forms = surname.split("/")
    return forms[-1] if girl else forms[0]


def draw_name(source: random.Random) -> tuple[str, str]:
    """A forename and a surname that go together; one in eleven has two surnames."""
    community = source.choices(COMMUNITIES, _SHARES)[0]
    girl = source.random() < 0.5
    forename = source.choice(community.girls if girl else community.boys)
    surname = surname_for(source.choice(community.surnames), girl=girl)
    if source.random() < 0.09:
        other = source.choices(COMMUNITIES, _SHARES)[0] if source.random() < 0.5 else community
        second = surname_for(source.choice(other.surnames), girl=girl)
        if second != surname and not {" ", "-"} & set(surname + second):
            surname = f"{surname}-{second}"
    return forename, surname


def draw_siblings(source: random.Random) -> tuple[str, str, str, str]:
    """Two forenames of one family, each with its form of the surname."""
    community = source.choices(COMMUNITIES, _SHARES)[0]
    surname = source.choice(community.surnames)
    girls = (source.random() < 0.5, source.random() < 0.5)
    first = source.choice(community.girls if girls[0] else community.boys)
    second = first
    while second == first:
        second = source.choice(community.girls if girls[1] else community.boys)
    return (
        first,
        surname_for(surname, girl=girls[0]),
        second,
        surname_for(surname, girl=girls[1]),
    )
