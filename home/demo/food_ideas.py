"""What people proposed in D3, and what the métropole answers, theme by theme.

For each category and each answer: the answer, its reason, and the ideas that received
it. {at} and {of} are the place of the person: « à Valdorme », « de Valdorme ».
"""

from __future__ import annotations

from dataclasses import dataclass

CATEGORIES = {
    "cantines": "Cantines",
    "marches": "Marchés et circuits courts",
    "jardins": "Jardins et terres agricoles",
    "anti-gaspillage": "Anti-gaspillage",
    "precarite": "Précarité alimentaire",
    "gout": "Éducation au goût",
    "restauration": "Restauration hors domicile",
    "autre": "Autre",
}
# Categories down, answers across: every line and every column adds up.
HOW_MANY = {
    "cantines": {
        "kept": 18,
        "partly": 26,
        "underway": 22,
        "not_kept": 17,
        "out_of_scope": 6,
        "review": 3,
    },
    "marches": {
        "kept": 12,
        "partly": 15,
        "underway": 12,
        "not_kept": 14,
        "out_of_scope": 6,
        "review": 2,
    },
    "jardins": {
        "kept": 9,
        "partly": 14,
        "underway": 13,
        "not_kept": 12,
        "out_of_scope": 4,
        "review": 2,
    },
    "anti-gaspillage": {
        "kept": 11,
        "partly": 13,
        "underway": 10,
        "not_kept": 10,
        "out_of_scope": 3,
        "review": 2,
    },
    "precarite": {
        "kept": 6,
        "partly": 10,
        "underway": 8,
        "not_kept": 7,
        "out_of_scope": 5,
        "review": 1,
    },
    "gout": {
        "kept": 5,
        "partly": 7,
        "underway": 5,
        "not_kept": 6,
        "out_of_scope": 4,
        "review": 1,
    },
    "restauration": {
        "kept": 1,
        "partly": 2,
        "underway": 1,
        "not_kept": 4,
        "out_of_scope": 5,
        "review": 1,
    },
    "autre": {"kept": 1, "partly": 1, "not_kept": 4, "out_of_scope": 6},
}
CHANNELS = {"online": 241, "meeting": 68, "paper": 38}
AUTHORS = {"inhabitant": 298, "association": 31, "professional": 18}
SECTORS = {
    "S1": 52,
    "S2": 47,
    "S3": 58,
    "S4": 41,
    "S5": 33,
    "S6": 29,
    "S7": 31,
    "S8": 27,
    "S9": 21,
    "merlianne-metropole": 8,
}


@dataclass(frozen=True)
class Theme:
    """An answer that several ideas received."""

    answer: str
    reason: str
    ideas: list[tuple[str, str]]


@dataclass(frozen=True)
class Known:
    """An idea that is told in full: who, where, how, and how supported."""

    title: str
    body: str
    category: str
    stage: str
    sector: str
    channel: str
    supports: int
    author: str = ""
    answer: str = ""
    reason: str = ""


KNOWN = [
    Known(
        "Un repas végétarien choisi par les élèves chaque mois",
        "Les délégués de chaque collège composeraient un menu avec la diététicienne, "
        "une fois par mois. On jetterait moins si l’on mangeait ce qu’on a choisi.",
        "cantines",
        "kept",
        "S1",
        "meeting",
        84,
        author="Des délégués de classe",
        answer="Dès [mars 2027], un menu par mois sera composé par les élèves.",
        reason=(
            "Douze collèges commencent, les autres suivent à la rentrée. La "
            "diététicienne garde le dernier mot sur l’équilibre, pas sur le goût."
        ),
    ),
    Known(
        "Un frigo solidaire par secteur",
        "Un réfrigérateur en libre accès dans chaque secteur, à l’abri de la pluie, "
        "devant un centre social ou une médiathèque. On dépose ce qu’on ne mangera "
        "pas, on prend ce dont on a besoin, sans rien demander à personne.\n\n"
        "Une association le tient, une fiche dit ce qu’on peut déposer, un thermomètre "
        "se lit de l’extérieur. À Valdorme nous sommes déjà quatre prêts à le vérifier "
        "le soir.",
        "precarite",
        "partly",
        "merlianne-metropole",
        "online",
        212,
        author="Maëlle R.",
        answer=(
            "Trois frigos ouvrent en [2027] : à Valdorme, aux Forges et à Pontravel. "
            "Les six autres secteurs attendront le bilan de cette première année."
        ),
        reason=(
            "Un frigo demande une visite d’hygiène par jour. Trois associations s’y "
            "engagent aujourd’hui ; il en faudrait neuf. Ouvrir sans elles ferait "
            "courir un risque sanitaire."
        ),
    ),
    Known(
        "Louer les parcelles vides de la Sorelle à des maraîchers",
        "Les terres inondables ne sont pas bâties : elles peuvent nourrir les cantines "
        "voisines. Il suffirait d’un bail et d’un point d’eau.",
        "jardins",
        "underway",
        "S6",
        "online",
        157,
        author="Gérard M.",
    ),
    Known(
        "Des légumes moches vendus à prix coûtant au marché du mercredi",
        "Un étal commun tenu à tour de rôle, les invendus allant à l’épicerie sociale.",
        "anti-gaspillage",
        "kept",
        "S4",
        "paper",
        96,
        author="Jeanne C.",
    ),
    Known(
        "Apprendre à cuisiner les restes en centre social",
        "Une fois par mois, chacun apporte ce qui reste et l’on cuisine ensemble. On "
        "repart avec une boîte et une recette.",
        "anti-gaspillage",
        "underway",
        "S2",
        "meeting",
        73,
        author="Aïcha Z.",
    ),
    Known(
        "Composteurs dans les marchés",
        "Les épluchures repartiraient en terreau pour les jardins partagés.",
        "anti-gaspillage",
        "review",
        "S3",
        "meeting",
        61,
    ),
    Known(
        "Étiqueter la provenance dans les cantines",
        "Une ligne sous chaque plat : la ferme, la commune, la distance. Les parents "
        "la liraient, les enfants aussi.",
        "cantines",
        "kept",
        "S5",
        "online",
        118,
        author="Louise P.",
    ),
    Known(
        "Interdire la publicité pour la malbouffe aux arrêts de bus",
        "Les enfants attendent le bus devant. Les contrats d’affichage pourraient "
        "l’exclure.",
        "autre",
        "out_of_scope",
        "merlianne-metropole",
        "online",
        143,
        author="Tomas F.",
        answer="La métropole ne peut pas interdire une publicité selon le produit.",
        reason=(
            "La loi réserve ce pouvoir à l’État. Nous l’avons écrit au ministère le "
            "[4 novembre 2026], et le futur contrat d’affichage laissera les abris des "
            "écoles sans publicité."
        ),
    ),
]

THEMES: dict[str, dict[str, Theme]] = {
    "cantines": {
        "kept": Theme(
            "C’est retenu, dans toutes les cantines dont la métropole a la charge.",
            "Cela coûte peu, et les cuisiniers le demandaient aussi.",
            [
                (
                    "Afficher les menus du mois à l’entrée de la cantine {of}",
                    "Avec les allergènes et l’origine des viandes, lisibles de loin.",
                ),
                (
                    "Deux tailles d’assiette à la cantine {of}",
                    "« Petite faim » ou « grande faim » : on choisit, on finit.",
                ),
                (
                    "Inviter les parents à déjeuner une fois par an {at}",
                    "On parle mieux de ce que l’on a goûté.",
                ),
                (
                    "Une carafe d’eau fraîche sur chaque table {at}",
                    "Les enfants boivent peu parce que la fontaine est loin.",
                ),
                (
                    "Dire aux enfants qui a cuisiné",
                    "Une photo de l’équipe, et son prénom, à côté du menu.",
                ),
            ],
        ),
        "partly": Theme(
            "Retenu en partie : dans les écoles équipées d’une cuisine sur place.",
            "Onze écoles sur trente-deux reçoivent encore leurs repas tout prêts. "
            "Elles attendront leur cuisine, prévue d’ici à [2030].",
            [
                (
                    "Du pain de la boulangerie voisine à la cantine {of}",
                    "Livré le matin, tranché sur place, moins de pain jeté.",
                ),
                (
                    "Des légumes de saison seulement, {at}",
                    "Plus de tomates en janvier : des soupes, des racines, des choux.",
                ),
                (
                    "Cuisiner sur place à l’école {of}",
                    "Les plats réchauffés n’ont plus de goût. Une vraie cuisine, un "
                    "vrai cuisinier.",
                ),
                (
                    "Une soupe chaude tous les jours d’hiver {at}",
                    "Faite avec les légumes que l’on n’a pas servis la veille.",
                ),
                (
                    "La moitié des repas en produits bio {at}",
                    "En commençant par le lait, les œufs et les pommes.",
                ),
            ],
        ),
        "underway": Theme(
            "C’est déjà engagé : le marché des cantines le demande depuis "
            "[septembre 2026].",
            "Le changement se voit peu encore. Nous l’afficherons dans chaque école.",
            [
                (
                    "Du poisson de petite pêche à la cantine {of}",
                    "Une fois par semaine, et pas toujours pané.",
                ),
                (
                    "Des produits du Pays de Castelorme dans les assiettes {of}",
                    "Les fermes sont à trente kilomètres, autant les faire vivre.",
                ),
                (
                    "Moins de viande et meilleure, {at}",
                    "Deux fois par semaine suffisent si elle est bonne.",
                ),
                (
                    "Des yaourts de la ferme en grands pots {at}",
                    "Sans opercule à jeter, servis à la louche.",
                ),
                (
                    "Supprimer les barquettes en plastique à la cantine {of}",
                    "Du verre ou de l’inox, comme à la maison.",
                ),
            ],
        ),
        "not_kept": Theme(
            "Ce n’est pas retenu.",
            "Le prix du repas est fixé selon les revenus, et chaque euro va d’abord "
            "aux produits. Cette dépense obligerait à augmenter les familles.",
            [
                (
                    "Une cantine gratuite pour tous les élèves {of}",
                    "L’école est gratuite, le repas devrait l’être.",
                ),
                (
                    "Un buffet à volonté à la cantine {of}",
                    "Chacun prendrait ce qu’il aime.",
                ),
                (
                    "Trois plats au choix chaque midi {at}",
                    "Comme dans les lycées.",
                ),
                (
                    "Ouvrir la cantine {of} le soir aux familles",
                    "La cuisine est là, elle ne sert qu’à midi.",
                ),
            ],
        ),
        "out_of_scope": Theme(
            "La métropole n’est pas compétente : c’est la région qui gère les lycées.",
            "Nous lui avons transmis votre idée avec votre texte, sans votre nom.",
            [
                (
                    "Un self moins bruyant au lycée {of}",
                    "Des panneaux, des horaires décalés : on mangerait mieux.",
                ),
                (
                    "Plus de temps pour déjeuner au lycée {of}",
                    "Vingt minutes dont dix de file, ce n’est pas un repas.",
                ),
            ],
        ),
        "review": Theme(
            "",
            "",
            [
                (
                    "Donner le surplus des cantines {of} le soir même",
                    "Les repas non servis partent à la benne à 14 h.",
                ),
                (
                    "Peser ce qui est jeté, école par école",
                    "Et afficher le chiffre : c’est le meilleur des rappels.",
                ),
            ],
        ),
    },
    "marches": {
        "kept": Theme(
            "C’est retenu pour les marchés dont la métropole est gestionnaire.",
            "Le règlement des marchés est révisé en [février 2027] : l’idée y entre.",
            [
                (
                    "Réserver deux places aux fermes voisines au marché {of}",
                    "À tarif réduit la première année, pour qu’elles essaient.",
                ),
                (
                    "Un marché en fin de journée {at}",
                    "De 16 h à 19 h 30, pour celles et ceux qui travaillent.",
                ),
                (
                    "Des bancs et de l’ombre au marché {of}",
                    "On reste, on parle, on goûte.",
                ),
                (
                    "Un panneau « produit ici » sur les étals {of}",
                    "Vérifié par la métropole, pas seulement déclaré.",
                ),
            ],
        ),
        "partly": Theme(
            "Retenu en partie : un essai d’un an dans trois secteurs.",
            "Il faut un local, un vendeur et des clients. Nous mesurerons avant "
            "d’étendre.",
            [
                (
                    "Un casier de produits fermiers à la gare {of}",
                    "On commande le matin, on ouvre le casier le soir.",
                ),
                (
                    "Une halle couverte pour les producteurs {at}",
                    "Sous la pluie, la moitié des étals ne vient pas.",
                ),
                (
                    "Un point de retrait de paniers {at}",
                    "Dans la mairie ou la médiathèque, le jeudi soir.",
                ),
                (
                    "Une tournée d’épicerie mobile dans les hameaux {of}",
                    "Plus de commerce ici depuis la fermeture du dernier.",
                ),
            ],
        ),
        "underway": Theme(
            "C’est déjà engagé, avec la chambre d’agriculture.",
            "La carte des fermes et le calendrier sont en ligne depuis "
            "[octobre 2026] ; ils seront imprimés en [janvier (2027)].",
            [
                (
                    "Une carte des fermes qui vendent près {of}",
                    "Avec les jours et les heures, et comment y aller sans voiture.",
                ),
                (
                    "Une fête des récoltes {at}",
                    "Une fois par an, dans la rue, avec les cantines.",
                ),
                (
                    "Un magasin de producteurs {at}",
                    "Tenu à tour de rôle, ouvert tous les jours.",
                ),
                (
                    "Un guide des saisons dans toutes les boîtes aux lettres",
                    "Douze mois, douze assiettes, à garder sur le frigo.",
                ),
            ],
        ),
        "not_kept": Theme(
            "Ce n’est pas retenu.",
            "La métropole ne peut pas fixer un prix ni favoriser un commerce contre un "
            "autre. Elle peut aider les producteurs à s’installer : elle le fait.",
            [
                (
                    "Bloquer le prix des fruits au marché {of}",
                    "Que les pommes soient au même prix toute l’année.",
                ),
                (
                    "Un marché bio tous les jours {at}",
                    "Une matinée par semaine ne suffit pas.",
                ),
                (
                    "Offrir les emplacements du marché {of}",
                    "Les petits producteurs n’ont pas les moyens.",
                ),
            ],
        ),
        "out_of_scope": Theme(
            "La métropole n’est pas compétente.",
            "L’ouverture des commerces et les taxes relèvent de la loi. Nous ne pouvons "
            "pas y répondre autrement.",
            [
                (
                    "Taxer les produits venus d’un autre continent",
                    "Et baisser le prix de ce qui pousse ici.",
                ),
                (
                    "Fermer la grande surface {of} le dimanche",
                    "Pour que le marché vive.",
                ),
            ],
        ),
        "review": Theme(
            "",
            "",
            [
                (
                    "Une monnaie locale acceptée au marché {of}",
                    "Elle resterait dans le secteur.",
                ),
                (
                    "Un quai de déchargement partagé {at}",
                    "Cinq fermes, cinq camionnettes, un seul trajet possible.",
                ),
            ],
        ),
    },
    "jardins": {
        "kept": Theme(
            "C’est retenu : un terrain sera proposé avant l’été.",
            "La terre a été analysée, l’eau est proche, et un groupe s’est déclaré.",
            [
                (
                    "Un jardin partagé derrière la médiathèque {of}",
                    "La pelouse ne sert qu’aux tondeuses.",
                ),
                (
                    "Des arbres fruitiers le long de la promenade {of}",
                    "Pommiers, poiriers, noyers : chacun cueille.",
                ),
                (
                    "Planter des haies comestibles {at}",
                    "Noisetiers, groseilliers, mûriers, entre les champs et les rues.",
                ),
            ],
        ),
        "partly": Theme(
            "Retenu en partie : sur les terrains de la métropole seulement.",
            "Les autres appartiennent à des communes ou à des particuliers, que nous "
            "ne pouvons pas obliger. Nous leur avons écrit.",
            [
                (
                    "Ouvrir des jardins familiaux {at}",
                    "La liste d’attente est de six ans.",
                ),
                (
                    "Un potager dans chaque école {of}",
                    "Avec quelqu’un pour l’arroser l’été.",
                ),
                (
                    "Une ferme pédagogique {at}",
                    "Des poules, des chèvres, un maraîcher qui explique.",
                ),
                (
                    "Prêter les friches {of} à qui veut semer",
                    "Deux ou trois ans, en attendant de construire.",
                ),
            ],
        ),
        "underway": Theme(
            "C’est déjà engagé : quarante hectares sont protégés depuis [juin 2026].",
            "Onze maraîchers ont répondu à l’appel. Les premiers baux seront signés en "
            "[février 2027].",
            [
                (
                    "Protéger les terres agricoles autour {of}",
                    "Une fois bâties, elles ne reviennent pas.",
                ),
                (
                    "Aider un jeune maraîcher à s’installer {at}",
                    "Une terre, un hangar, un logement : les trois ensemble.",
                ),
                (
                    "Un lieu pour apprendre le maraîchage {at}",
                    "Une saison d’essai avant de se lancer.",
                ),
            ],
        ),
        "not_kept": Theme(
            "Ce n’est pas retenu.",
            "Le sol est pollué par d’anciens ateliers, ou le terrain est promis à des "
            "logements. Nous préférons le dire que faire attendre.",
            [
                (
                    "Un verger sur l’ancien dépôt {of}",
                    "Le terrain est vide depuis vingt ans.",
                ),
                (
                    "Des poules dans les cours d’immeuble {of}",
                    "Elles mangeraient nos restes et donneraient des œufs.",
                ),
                (
                    "Remplacer les massifs de fleurs {of} par des légumes",
                    "C’est beau aussi, une rangée de blettes.",
                ),
            ],
        ),
        "out_of_scope": Theme(
            "La métropole n’est pas compétente : la règle est nationale.",
            "Nous avons transmis votre texte au préfet, sans votre nom.",
            [
                (
                    "Interdire les pesticides près des maisons {of}",
                    "Le vent porte tout dans les jardins.",
                ),
                (
                    "Limiter le prix de la terre {at}",
                    "Personne ne peut plus s’installer.",
                ),
            ],
        ),
        "review": Theme(
            "",
            "",
            [
                (
                    "Arroser les jardins {of} avec l’eau de la piscine",
                    "Elle est vidée deux fois par an.",
                ),
                (
                    "Une grainothèque dans les médiathèques",
                    "On emprunte des graines, on en rend l’année d’après.",
                ),
            ],
        ),
    },
    "anti-gaspillage": {
        "kept": Theme(
            "C’est retenu, et financé dès [2027].",
            "Un repas sur cinq est jeté. C’est l’argent le mieux employé du projet.",
            [
                (
                    "Des boîtes pour emporter les restes {at}",
                    "Consignées, acceptées dans tous les restaurants du secteur.",
                ),
                (
                    "Un atelier conserves {at}",
                    "Avec les fruits que personne ne ramasse.",
                ),
                (
                    "Cueillir les arbres oubliés {of}",
                    "Des bénévoles, une échelle, un tiers pour chacun.",
                ),
            ],
        ),
        "partly": Theme(
            "Retenu en partie : pour les commerces volontaires.",
            "Nous ne pouvons pas y obliger les autres. Quarante-deux ont signé.",
            [
                (
                    "Une étagère « à manger aujourd’hui » dans les commerces {of}",
                    "À moitié prix, visible, sans honte.",
                ),
                (
                    "Des paniers d’invendus à la fin du marché {of}",
                    "Trois euros le panier, on prend ce qu’il y a.",
                ),
                (
                    "Un compost collectif au pied des immeubles {of}",
                    "Avec quelqu’un qui s’en occupe vraiment.",
                ),
            ],
        ),
        "underway": Theme(
            "C’est déjà engagé dans vingt-six lieux.",
            "La liste est affichée en mairie. Le vôtre s’y ajoutera au printemps.",
            [
                (
                    "Des seaux à épluchures pour chaque foyer {of}",
                    "Avec la collecte qui va avec.",
                ),
                (
                    "Un lave-boîtes partagé pour les traiteurs {of}",
                    "Le réemploi échoue toujours sur le lavage.",
                ),
                (
                    "Apprendre à lire les dates {at}",
                    "« À consommer avant » et « de préférence » ne disent pas la même "
                    "chose.",
                ),
            ],
        ),
        "not_kept": Theme(
            "Ce n’est pas retenu.",
            "Le coût est élevé pour peu d’effet : l’essai mené aux Forges a coûté "
            "neuf euros par kilo évité.",
            [
                (
                    "Une application pour échanger ses restes {at}",
                    "Entre voisins, en photo.",
                ),
                (
                    "Un camion qui ramasse les restes {of} chaque soir",
                    "De porte en porte, avant 20 h.",
                ),
                (
                    "Payer ceux qui ne jettent rien {at}",
                    "Une prime au poids de la poubelle.",
                ),
            ],
        ),
        "out_of_scope": Theme(
            "La métropole n’est pas compétente : c’est la loi qui fixe ces sanctions.",
            "Votre idée est transmise aux services de l’État, sans votre nom.",
            [
                (
                    "Une amende pour les magasins {of} qui jettent",
                    "Tout ce qui est bon doit être donné.",
                ),
            ],
        ),
        "review": Theme(
            "",
            "",
            [
                (
                    "Transformer les invendus {of} en soupes",
                    "Une cuisine le matin, vide l’après-midi : elle peut servir.",
                ),
            ],
        ),
    },
    "precarite": {
        "kept": Theme(
            "C’est retenu : trois lieux ouvriront en [2027].",
            "Les associations le demandent, les locaux existent, le budget est voté.",
            [
                (
                    "Une épicerie sociale ouverte le samedi {at}",
                    "Celles et ceux qui travaillent y ont droit aussi.",
                ),
                (
                    "Une cuisine ouverte à tous {at}",
                    "On y cuisine pour soi quand on n’a qu’une plaque.",
                ),
            ],
        ),
        "partly": Theme(
            "Retenu en partie : là où une association s’engage à tenir le lieu.",
            "Sans personne pour accueillir, un lieu ferme au bout de trois mois : nous "
            "l’avons vu deux fois.",
            [
                (
                    "Un garde-manger partagé au centre social {of}",
                    "Des produits secs, une étagère, une clé.",
                ),
                (
                    "Des repas à un euro pour les étudiants {of}",
                    "Le soir, quand le restaurant universitaire est fermé.",
                ),
                (
                    "Un repas partagé chaque dimanche {at}",
                    "Le jour où l’on est le plus seul.",
                ),
            ],
        ),
        "underway": Theme(
            "C’est déjà engagé avec les centres d’action sociale.",
            "Deux mille foyers en profitent depuis [septembre 2026].",
            [
                (
                    "Des bons de légumes pour les familles {of}",
                    "Valables au marché, sans étiquette.",
                ),
                (
                    "Livrer les personnes âgées {of} avec les surplus du marché",
                    "Et prendre le temps d’un café.",
                ),
                (
                    "Des colis avec des produits frais {at}",
                    "Pas seulement des pâtes et du riz.",
                ),
            ],
        ),
        "not_kept": Theme(
            "Ce n’est pas retenu.",
            "Les associations y voient un risque : trier les gens. Nous suivons leur "
            "avis.",
            [
                (
                    "Une carte pour l’aide alimentaire {at}",
                    "Elle éviterait de tout raconter à chaque fois.",
                ),
                (
                    "Un restaurant gratuit {at}",
                    "Ouvert à tous, sans rien demander.",
                ),
            ],
        ),
        "out_of_scope": Theme(
            "La métropole n’est pas compétente : le montant des aides relève de l’État.",
            "Votre texte est joint à notre contribution annuelle.",
            [
                (
                    "Un chèque alimentaire de 150 euros par mois",
                    "Pour manger, pas pour survivre.",
                ),
                (
                    "Augmenter les bourses des étudiants {of}",
                    "On saute des repas dès le 20 du mois.",
                ),
            ],
        ),
        "review": Theme(
            "",
            "",
            [
                (
                    "Des casiers réfrigérés à la gare {of}",
                    "Pour les surplus des commerces, en libre accès.",
                ),
            ],
        ),
    },
    "gout": {
        "kept": Theme(
            "C’est retenu pour l’année scolaire [2027].",
            "Douze intervenants sont déjà d’accord, les écoles choisiront les dates.",
            [
                (
                    "Une semaine du goût préparée avec les enfants {of}",
                    "Ils cuisinent, ils servent, ils expliquent.",
                ),
                (
                    "Des recettes de grands-parents à la cantine {of}",
                    "Une par mois, racontée avant d’être mangée.",
                ),
            ],
        ),
        "partly": Theme(
            "Retenu en partie : dans les centres de loisirs, pas encore à l’école.",
            "Le temps scolaire dépend de l’Éducation nationale. Le mercredi dépend de "
            "nous.",
            [
                (
                    "Un cours de cuisine le mercredi {at}",
                    "Pour savoir faire trois plats avant douze ans.",
                ),
                (
                    "Visiter une ferme avec chaque classe {of}",
                    "Le car coûte plus cher que la visite : aidez-nous là.",
                ),
            ],
        ),
        "underway": Theme(
            "C’est déjà engagé dans dix-neuf écoles.",
            "La vôtre peut s’inscrire avant le [31 janvier 2027].",
            [
                (
                    "Des petits déjeuners à l’école {of}",
                    "Trop d’enfants arrivent sans avoir mangé.",
                ),
                (
                    "Goûter sans écran {at}",
                    "Un atelier pour réapprendre à sentir.",
                ),
            ],
        ),
        "not_kept": Theme(
            "Ce n’est pas retenu.",
            "Les enseignants consultés préfèrent moins d’interventions, mieux suivies.",
            [
                (
                    "Un concours de cuisine entre écoles {of}",
                    "Avec un jury et une coupe.",
                ),
                (
                    "Un car-cuisine qui passe {at}",
                    "Aménagé, avec un cuisinier à bord.",
                ),
            ],
        ),
        "out_of_scope": Theme(
            "La métropole n’est pas compétente : les programmes sont nationaux.",
            "Nous transmettons au recteur, sans votre nom.",
            [
                (
                    "La cuisine comme matière au collège {of}",
                    "Une heure par semaine, notée comme les autres.",
                ),
            ],
        ),
        "review": Theme(
            "",
            "",
            [
                (
                    "Un livre de recettes écrit par les habitants {of}",
                    "Chacun la sienne, avec son histoire.",
                ),
            ],
        ),
    },
    "restauration": {
        "kept": Theme(
            "C’est retenu : la liste sera publiée en [avril 2027].",
            "Cinquante restaurants ont demandé à y être.",
            [
                (
                    "La liste des restaurants {of} qui cuisinent frais",
                    "Vérifiée, pas achetée.",
                ),
            ],
        ),
        "partly": Theme(
            "Retenu en partie : lors des événements que la métropole organise.",
            "Les autres organisateurs restent libres.",
            [
                (
                    "De la vaisselle qui se lave aux fêtes {of}",
                    "Plus de gobelets dans le canal.",
                ),
            ],
        ),
        "underway": Theme(
            "C’est déjà engagé au restaurant des agents.",
            "Le prestataire a changé en [octobre 2026].",
            [
                (
                    "Des produits d’ici au restaurant administratif {of}",
                    "Montrer l’exemple avant de le demander.",
                ),
            ],
        ),
        "not_kept": Theme(
            "Ce n’est pas retenu.",
            "La métropole n’a pas à tenir un restaurant : ce n’est pas son métier, et "
            "d’autres le font bien.",
            [
                (
                    "Un restaurant de la métropole {at}",
                    "Avec les produits des cantines, ouvert à midi.",
                ),
                (
                    "Subventionner le plat du jour {at}",
                    "Dix euros maximum, pour que les salariés mangent assis.",
                ),
            ],
        ),
        "out_of_scope": Theme(
            "La métropole n’est pas compétente.",
            "Les cartes des restaurants sont libres ; l’hygiène relève de l’État.",
            [
                (
                    "Un plat végétarien obligatoire dans les restaurants {of}",
                    "Au moins un, et pas une salade.",
                ),
                (
                    "Contrôler plus souvent les camions de restauration {of}",
                    "On ne sait jamais ce qu’on mange.",
                ),
            ],
        ),
        "review": Theme(
            "",
            "",
            [
                (
                    "Une cuisine partagée pour les traiteurs {of}",
                    "Les loyers empêchent de commencer.",
                ),
            ],
        ),
    },
    "autre": {
        "kept": Theme(
            "C’est retenu : le bilan paraîtra chaque automne.",
            "C’est l’engagement 7 de la charte : montrer l’avancement.",
            [
                (
                    "Publier chaque année ce que sont devenues ces idées",
                    "Avec les refus, pas seulement les réussites.",
                ),
            ],
        ),
        "partly": Theme(
            "Retenu en partie : dix fontaines en [2027].",
            "Chaque fontaine coûte huit mille euros, raccordement compris.",
            [
                (
                    "Des fontaines à eau dans les parcs {of}",
                    "Gratuites, fraîches, à hauteur d’enfant.",
                ),
            ],
        ),
        "not_kept": Theme(
            "Ce n’est pas retenu.",
            "L’idée s’éloigne de l’alimentation. Elle peut devenir une interpellation, "
            "ou entrer au budget participatif.",
            [
                (
                    "Un festival de fanfares {at}",
                    "Avec des stands de soupe.",
                ),
                (
                    "Des tables de pique-nique le long de la voie verte {of}",
                    "Et des poubelles à côté.",
                ),
            ],
        ),
        "out_of_scope": Theme(
            "La métropole n’est pas compétente.",
            "C’est la loi qui en décide, ou un autre niveau de collectivité.",
            [
                (
                    "Baisser la taxe sur les produits frais",
                    "C’est le plus simple pour mieux manger.",
                ),
                (
                    "Interdire les distributeurs de sodas au lycée {of}",
                    "Ils sont à côté du gymnase.",
                ),
                (
                    "Obliger les grandes surfaces {of} à afficher leurs marges",
                    "On saurait qui gagne quoi.",
                ),
            ],
        ),
    },
}
