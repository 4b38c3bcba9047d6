<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR">
<context>
    <name>Import</name>
    <message>
        <source>Import files</source>
        <translation>Importer des fichiers</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>Lecture de %1</translation>
    </message>
    <message>
        <source>%1 cannot be read</source>
        <translation>%1 est illisible</translation>
    </message>
    <message>
        <source>Importing %1 into %2</source>
        <translation>Import de %1 dans %2</translation>
    </message>
    <message>
        <source>%1 leaves one thing open</source>
        <translation>%1 laisse une question ouverte</translation>
    </message>
    <message>
        <source>%1 reads well: about %2 rows</source>
        <translation>%1 se lit bien&#xa0;: environ %2 lignes</translation>
    </message>
    <message>
        <source>%1 reads well: all %2 rows</source>
        <translation>%1 se lit bien&#xa0;: les %2 lignes</translation>
    </message>
    <message>
        <source>%1 reads well: %2 of %3 rows</source>
        <translation>%1 se lit bien&#xa0;: %2 lignes sur %3</translation>
    </message>
    <message>
        <source>%1 does not read well: %2 of %3 rows</source>
        <translation>%1 se lit mal&#xa0;: %2 lignes sur %3</translation>
    </message>
    <message>
        <source>%1, read to the last line in %2&#xa0;s. Nothing is stored before you import.</source>
        <translation>%1, lu jusqu&apos;à la dernière ligne en %2&#xa0;s. Rien n&apos;est enregistré avant l&apos;import.</translation>
    </message>
    <message>
        <source>%1, a part of it looked at in %2&#xa0;s. Nothing is stored before you import.</source>
        <translation>%1, parcouru en partie en %2&#xa0;s. Rien n&apos;est enregistré avant l&apos;import.</translation>
    </message>
    <message numerus="yes">
        <source>%n more file(s) wait.</source>
        <translation>
            <numerusform>%n autre fichier attend.</numerusform>
            <numerusform>%n autres fichiers attendent.</numerusform>
        </translation>
    </message>
    <message>
        <source>comma</source>
        <translation>virgule</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>point-virgule</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>tabulation</translation>
    </message>
    <message>
        <source>pipe</source>
        <translation>barre verticale</translation>
    </message>
    <message>
        <source>space</source>
        <translation>espace</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>point</source>
        <translation>point</translation>
    </message>
    <message>
        <source>apostrophe</source>
        <translation>apostrophe</translation>
    </message>
    <message>
        <source>day first (31.12.2026)</source>
        <translation>jour d&apos;abord (31.12.2026)</translation>
    </message>
    <message>
        <source>month first (12/31/2026)</source>
        <translation>mois d&apos;abord (12/31/2026)</translation>
    </message>
    <message>
        <source>year first (2026-12-31)</source>
        <translation>année d&apos;abord (2026-12-31)</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>rien</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) above</source>
        <translation>
            <numerusform>%n ligne au-dessus</numerusform>
            <numerusform>%n lignes au-dessus</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) below</source>
        <translation>
            <numerusform>%n ligne au-dessous</numerusform>
            <numerusform>%n lignes au-dessous</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2 below</source>
        <translation>%1, %2 au-dessous</translation>
    </message>
    <message>
        <source>Every date in %1 can be read two ways, and the two give different days. Which comes first?</source>
        <translation>Chaque date de %1 peut se lire de deux façons, qui donnent des jours différents. Qu&apos;est-ce qui vient d&apos;abord&#xa0;?</translation>
    </message>
    <message>
        <source>The sign in the numbers of %1 can be a decimal or a thousands sign. Which sign marks the decimals?</source>
        <translation>Le signe dans les nombres de %1 peut marquer les décimales ou les milliers. Lequel marque les décimales&#xa0;?</translation>
    </message>
    <message>
        <source>Day first</source>
        <translation>Jour d&apos;abord</translation>
    </message>
    <message>
        <source>Month first</source>
        <translation>Mois d&apos;abord</translation>
    </message>
    <message>
        <source>Year first</source>
        <translation>Année d&apos;abord</translation>
    </message>
    <message>
        <source>Comma: 1,5 is one and a half</source>
        <translation>Virgule&#xa0;: 1,5 vaut un et demi</translation>
    </message>
    <message>
        <source>Point: 1.5 is one and a half</source>
        <translation>Point&#xa0;: 1.5 vaut un et demi</translation>
    </message>
    <message>
        <source>Dimension, %1</source>
        <translation>Dimension, %1</translation>
    </message>
    <message>
        <source>day</source>
        <translation>jour</translation>
    </message>
    <message>
        <source>name</source>
        <translation>nom</translation>
    </message>
    <message>
        <source>dimension</source>
        <translation>dimension</translation>
    </message>
    <message>
        <source>Another: %1</source>
        <translation>Une autre&#xa0;: %1</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Unité</translation>
    </message>
</context>
<context>
    <name>Reason</name>
    <message>
        <source>name</source>
        <translation>nom</translation>
    </message>
    <message>
        <source>you said so</source>
        <translation>vous l&apos;avez dit</translation>
    </message>
    <message>
        <source>no values</source>
        <translation>aucune valeur</translation>
    </message>
    <message>
        <source>counts the rows</source>
        <translation>numérote les lignes</translation>
    </message>
    <message>
        <source>a percentage: never summed</source>
        <translation>un pourcentage&#xa0;: jamais additionné</translation>
    </message>
    <message>
        <source>a ratio: never summed</source>
        <translation>un rapport&#xa0;: jamais additionné</translation>
    </message>
    <message>
        <source>in millionths of the currency</source>
        <translation>en millionièmes de la monnaie</translation>
    </message>
    <message>
        <source>the same on every row</source>
        <translation>la même valeur à chaque ligne</translation>
    </message>
    <message>
        <source>a flag (0 or 1)</source>
        <translation>un indicateur (0 ou 1)</translation>
    </message>
    <message>
        <source>one of %1 columns that split %2</source>
        <translation>une des %1 colonnes qui détaillent %2</translation>
    </message>
    <message>
        <source>%1 of %2 alone</source>
        <translation>%1 de %2 seulement</translation>
    </message>
    <message>
        <source>few codes</source>
        <translation>peu de codes</translation>
    </message>
    <message>
        <source>identifiers are never summed</source>
        <translation>un identifiant n&apos;est jamais additionné</translation>
    </message>
    <message>
        <source>planned, lost or of another period</source>
        <translation>prévu, perdu ou d&apos;une autre période</translation>
    </message>
    <message>
        <source>at least the cost on %1 of rows</source>
        <translation>au moins le coût sur %1 des lignes</translation>
    </message>
    <message>
        <source>at most the impressions on %1 of rows</source>
        <translation>au plus les impressions sur %1 des lignes</translation>
    </message>
    <message>
        <source>%1 values</source>
        <translation>%1 valeurs</translation>
    </message>
    <message>
        <source>differs on nearly every row</source>
        <translation>différent à presque chaque ligne</translation>
    </message>
    <message>
        <source>one currency for all rows</source>
        <translation>une seule monnaie pour toutes les lignes</translation>
    </message>
    <message>
        <source>a number that stands for a group</source>
        <translation>un nombre qui désigne un groupe</translation>
    </message>
    <message>
        <source>values are channels: %1</source>
        <translation>les valeurs sont des canaux&#xa0;: %1</translation>
    </message>
    <message>
        <source>%1 is the %2 already</source>
        <translation>%1 est déjà&#xa0;: %2</translation>
    </message>
    <message>
        <source>conversions beside %1 may count either</source>
        <translation>des conversions à côté de %1&#xa0;: on ne sait ce qu&apos;elles comptent</translation>
    </message>
    <message>
        <source>an amount of money</source>
        <translation>un montant</translation>
    </message>
    <message>
        <source>long numbers, nearly all different</source>
        <translation>de longs nombres, presque tous différents</translation>
    </message>
    <message>
        <source>between 0 and 1</source>
        <translation>entre 0 et 1</translation>
    </message>
    <message>
        <source>below zero on some rows</source>
        <translation>négatif sur certaines lignes</translation>
    </message>
    <message>
        <source>nothing says that it can be summed</source>
        <translation>rien ne dit qu&apos;on peut l&apos;additionner</translation>
    </message>
    <message>
        <source>whole numbers with %1 values: a code or a level</source>
        <translation>nombres entiers à %1 valeurs&#xa0;: un code ou un niveau</translation>
    </message>
    <message>
        <source>whole numbers</source>
        <translation>nombres entiers</translation>
    </message>
    <message>
        <source>a number that nothing forbids to sum</source>
        <translation>un nombre que rien n&apos;empêche d&apos;additionner</translation>
    </message>
    <message>
        <source>stands in for the channel</source>
        <translation>tient lieu de canal</translation>
    </message>
    <message>
        <source>days as yyyyMMdd</source>
        <translation>jours écrits aaaammjj</translation>
    </message>
    <message>
        <source>months, as their first day</source>
        <translation>mois, ramenés à leur premier jour</translation>
    </message>
    <message>
        <source>weeks, as their Monday</source>
        <translation>semaines, ramenées à leur lundi</translation>
    </message>
    <message>
        <source>quarters, as their first day</source>
        <translation>trimestres, ramenés à leur premier jour</translation>
    </message>
    <message>
        <source>day and month as in %1</source>
        <translation>jour et mois comme dans %1</translation>
    </message>
    <message>
        <source>mixed currencies: %1</source>
        <translation>plusieurs monnaies&#xa0;: %1</translation>
    </message>
    <message>
        <source>sign in the values</source>
        <translation>symbole dans les valeurs</translation>
    </message>
    <message>
        <source>currency in the name</source>
        <translation>monnaie dans le nom</translation>
    </message>
    <message>
        <source>currency column</source>
        <translation>colonne de monnaie</translation>
    </message>
    <message>
        <source>currency in the title</source>
        <translation>monnaie dans le titre</translation>
    </message>
    <message>
        <source>a quote that never closes</source>
        <translation>un guillemet jamais fermé</translation>
    </message>
    <message>
        <source>%1 of %2 fields</source>
        <translation>%1 champs sur %2</translation>
    </message>
    <message>
        <source>the header again</source>
        <translation>l&apos;en-tête répété</translation>
    </message>
    <message>
        <source>characters that are not UTF-8</source>
        <translation>des caractères qui ne sont pas de l&apos;UTF-8</translation>
    </message>
    <message>
        <source>%1 is no day of the calendar in %2</source>
        <translation>%1 n&apos;est pas un jour du calendrier, dans %2</translation>
    </message>
    <message>
        <source>%1 is not between the years 1900 and 2200 in %2</source>
        <translation>%1 n&apos;est pas entre 1900 et 2200, dans %2</translation>
    </message>
    <message>
        <source>%1 is not a finite number in %2</source>
        <translation>%1 n&apos;est pas un nombre fini, dans %2</translation>
    </message>
    <message>
        <source>no date in %1</source>
        <translation>pas de date dans %1</translation>
    </message>
    <message>
        <source>not an object</source>
        <translation>n&apos;est pas un objet</translation>
    </message>
    <message>
        <source>not valid JSON: %1</source>
        <translation>JSON invalide&#xa0;: %1</translation>
    </message>
    <message>
        <source>“%1” in %2</source>
        <translation>«&#xa0;%1&#xa0;» dans %2</translation>
    </message>
    <message>
        <source>Line %1 holds totals (%2) and was left out.</source>
        <translation>La ligne %1 contient des totaux (%2) et n&apos;a pas été lue.</translation>
    </message>
    <message>
        <source>Line %1 is a remark (%2) and was left out.</source>
        <translation>La ligne %1 est une remarque (%2) et n&apos;a pas été lue.</translation>
    </message>
    <message>
        <source>A row at the end holds totals (%1) and was left out.</source>
        <translation>Une ligne à la fin contient des totaux (%1) et n&apos;a pas été lue.</translation>
    </message>
    <message>
        <source>A row at the end is a remark (%1) and was left out.</source>
        <translation>Une ligne à la fin est une remarque (%1) et n&apos;a pas été lue.</translation>
    </message>
    <message>
        <source>%1 rows have quotes where none belong; they were read as part of the text.</source>
        <translation>%1 lignes ont des guillemets mal placés&#xa0;; ils ont été lus comme du texte.</translation>
    </message>
    <message>
        <source>Another table stands above, from line %1 on; only the larger one was read.</source>
        <translation>Un autre tableau commence à la ligne %1&#xa0;; seul le plus grand a été lu.</translation>
    </message>
    <message>
        <source>Rows end before the last column where that is empty; such rows were filled up with missing values.</source>
        <translation>Des lignes s&apos;arrêtent avant la dernière colonne quand elle est vide&#xa0;; elles ont été complétées.</translation>
    </message>
    <message>
        <source>NaN and Infinity were read as missing values.</source>
        <translation>NaN et Infinity ont été lus comme des valeurs manquantes.</translation>
    </message>
    <message>
        <source>Column %1 mixes currencies (%2): its amounts must not be summed.</source>
        <translation>La colonne %1 mêle plusieurs monnaies (%2)&#xa0;: ses montants ne s&apos;additionnent pas.</translation>
    </message>
    <message>
        <source>The header has %1 names for %2 columns.</source>
        <translation>L&apos;en-tête a %1 noms pour %2 colonnes.</translation>
    </message>
    <message>
        <source>A second table (%1) begins at line %2; only the first one was read. The other can be imported by itself: skip the %3 lines above it.</source>
        <translation>Un second tableau (%1) commence à la ligne %2 ; seul le premier a été lu. L&apos;autre peut être importé à part : sautez les %3 lignes qui le précèdent.</translation>
    </message>
    <message>
        <source>%1 of %2 rows have no date in %3 and are set aside; if they belong in the numbers, give the role of the date to another column.</source>
        <translation>%1 lignes sur %2 n&apos;ont pas de date dans %3 et sont mises de côté ; si elles doivent compter, donnez le rôle de la date à une autre colonne.</translation>
    </message>
    <message>
        <source>No separator was found: each line was read as one value.</source>
        <translation>Aucun séparateur trouvé : chaque ligne a été lue comme une seule valeur.</translation>
    </message>
    <message>
        <source>Column %1 is read as text: %2 of %3 values are numbers, the others are not, such as %4.</source>
        <translation>La colonne %1 est lue comme du texte&#xa0;: %2 valeurs sur %3 sont des nombres, les autres non, par exemple %4.</translation>
    </message>
    <message>
        <source>Column %1 is read as text: %2 of %3 values are dates, the others are not, such as %4.</source>
        <translation>La colonne %1 est lue comme du texte&#xa0;: %2 valeurs sur %3 sont des dates, les autres non, par exemple %4.</translation>
    </message>
    <message>
        <source>Column %1 is read as text: %2 of %3 values are numbers, the others are not.</source>
        <translation>La colonne %1 est lue comme du texte&#xa0;: %2 valeurs sur %3 sont des nombres, les autres non.</translation>
    </message>
    <message>
        <source>Column %1 is read as text: %2 of %3 values are dates, the others are not.</source>
        <translation>La colonne %1 est lue comme du texte&#xa0;: %2 valeurs sur %3 sont des dates, les autres non.</translation>
    </message>
    <message>
        <source>Column %1 has numbers with three digits behind every separator; they are read as thousands. Set the decimal separator if that is wrong.</source>
        <translation>Les nombres de la colonne %1 ont trois chiffres après chaque séparateur&#xa0;; ils sont lus comme des milliers. Indiquez le séparateur décimal si ce n&apos;est pas le cas.</translation>
    </message>
    <message>
        <source>Column %1 has numbers with three digits behind every separator; they are read as decimals. Set the decimal separator if that is wrong.</source>
        <translation>Les nombres de la colonne %1 ont trois chiffres après chaque séparateur&#xa0;; ils sont lus comme des décimales. Indiquez le séparateur décimal si ce n&apos;est pas le cas.</translation>
    </message>
    <message>
        <source>Rows with %1 in %2 look like totals; they were kept, so sums may count twice.</source>
        <translation>Les lignes avec %1 dans %2 ressemblent à des totaux&#xa0;; elles sont gardées, les sommes peuvent donc compter double.</translation>
    </message>
    <message>
        <source>The header has %1 names for %2 columns; which name belongs to which column is not sure, so the columns were numbered.</source>
        <translation>L&apos;en-tête a %1 noms pour %2 colonnes&#xa0;; on ne sait pas lequel va à laquelle, les colonnes ont donc été numérotées.</translation>
    </message>
    <message>
        <source>Line %1 looks like a total, but its numbers are not the sums of the other rows; it was kept.</source>
        <translation>La ligne %1 ressemble à un total, mais ses nombres ne sont pas les sommes des autres lignes&#xa0;; elle est gardée.</translation>
    </message>
    <message>
        <source>The last row looks like a total (%1), but its numbers are not the sums of the other rows; it was kept.</source>
        <translation>La dernière ligne ressemble à un total (%1), mais ses nombres ne sont pas les sommes des autres lignes&#xa0;; elle est gardée.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; stands more than once in one record; the last value counts.</source>
        <translation>«&#xa0;%1&#xa0;» figure plusieurs fois dans un enregistrement&#xa0;; la dernière valeur compte.</translation>
    </message>
    <message>
        <source>More than %1 nested arrays: the rest stay as text.</source>
        <translation>Plus de %1 tableaux imbriqués&#xa0;: les autres restent du texte.</translation>
    </message>
    <message>
        <source>Every date in %1 fits both day/month and month/day.</source>
        <translation>Toutes les dates de %1 se lisent aussi bien jour/mois que mois/jour.</translation>
    </message>
    <message>
        <source>The separator in the numbers of %1 may be a decimal sign or group thousands.</source>
        <translation>Le séparateur dans les nombres de %1 peut être un signe décimal ou grouper les milliers.</translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>Opening</source>
        <translation>Ouverture</translation>
    </message>
    <message>
        <source>Reading the file</source>
        <translation>Lecture du fichier</translation>
    </message>
    <message>
        <source>Unpacking</source>
        <translation>Décompression</translation>
    </message>
    <message>
        <source>Reading rows</source>
        <translation>Lecture des lignes</translation>
    </message>
    <message>
        <source>Decoding characters</source>
        <translation>Décodage des caractères</translation>
    </message>
    <message>
        <source>Storing rows</source>
        <translation>Enregistrement des lignes</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>Chargement</translation>
    </message>
    <message>
        <source>Adding up days and dimensions</source>
        <translation>Totaux par jour et dimension</translation>
    </message>
    <message>
        <source>Rebuilding from the stored imports</source>
        <translation>Reconstruction depuis les imports enregistrés</translation>
    </message>
    <message>
        <source>Making sample rows</source>
        <translation>Création de l&apos;exemple</translation>
    </message>
    <message>
        <source>Copying</source>
        <translation>Copie</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Date</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Dimension</source>
        <translation>Dimension</translation>
    </message>
    <message>
        <source>Impressions</source>
        <translation>Impressions</translation>
    </message>
    <message>
        <source>Clicks</source>
        <translation>Clics</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>Visites</translation>
    </message>
    <message>
        <source>Leads</source>
        <translation>Prospects</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Commandes</translation>
    </message>
    <message>
        <source>New customers</source>
        <translation>Nouveaux clients</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Coût</translation>
    </message>
    <message>
        <source>Revenue</source>
        <translation>Chiffre d&apos;affaires</translation>
    </message>
    <message>
        <source>Other measure</source>
        <translation>Autre mesure</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Taux</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Description</translation>
    </message>
    <message>
        <source>Identifier</source>
        <translation>Identifiant</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Ignorer</translation>
    </message>
    <message>
        <source>count</source>
        <translation>nombre</translation>
    </message>
    <message>
        <source>percent</source>
        <translation>pourcentage</translation>
    </message>
    <message>
        <source>ratio</source>
        <translation>rapport</translation>
    </message>
    <message>
        <source>Replace what is there</source>
        <translation>Remplacer le contenu</translation>
    </message>
    <message>
        <source>Add the rows</source>
        <translation>Ajouter les lignes</translation>
    </message>
    <message>
        <source>Update rows with the same key, add the others</source>
        <translation>Mettre à jour par clé, ajouter le reste</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Jour</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>Semaine</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Mois</translation>
    </message>
    <message>
        <source>Quarter</source>
        <translation>Trimestre</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Année</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>rien</translation>
    </message>
    <message>
        <source>the period before</source>
        <translation>la période précédente</translation>
    </message>
    <message>
        <source>the year before</source>
        <translation>l&apos;année précédente</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n octet</numerusform>
            <numerusform>%n octets</numerusform>
        </translation>
    </message>
    <message>
        <source>%1&#xa0;kB</source>
        <translation>%1&#xa0;ko</translation>
    </message>
    <message>
        <source>%1&#xa0;MB</source>
        <translation>%1&#xa0;Mo</translation>
    </message>
    <message>
        <source>%1&#xa0;GB</source>
        <translation>%1&#xa0;Go</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <comment>lists</comment>
        <translation>%1 et %2</translation>
    </message>
</context>
<context>
    <name>plumbline::app::Program</name>
    <message>
        <source>View</source>
        <translation>Affichage</translation>
    </message>
    <message>
        <source>&amp;Ask the assistant</source>
        <translation>&amp;Interroger l&apos;assistant</translation>
    </message>
    <message>
        <source>Plumbline ended in a fault the last time. What was stored is complete; a note without any of your data is in the folder of the log.</source>
        <translation>Plumbline s&apos;est arrêté sur une erreur la dernière fois. Ce qui était enregistré est complet&#xa0;; une note sans aucune de vos données se trouve dans le dossier du journal.</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Ouvrir le dossier</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Demander</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::AboutDialog</name>
    <message>
        <source>About Plumbline</source>
        <translation>À propos de Plumbline</translation>
    </message>
    <message>
        <source>Marketing numbers that can be trusted</source>
        <translation>Des chiffres marketing dignes de confiance</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later. It comes without any warranty.</source>
        <translation>Logiciel libre sous licence publique générale GNU, version 3 ou ultérieure. Fourni sans aucune garantie.</translation>
    </message>
    <message>
        <source>Copy for a report</source>
        <translation>Copier pour un signalement</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ActionRegistry</name>
    <message>
        <source>%1 (%2)</source>
        <comment>command, keys</comment>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::AlertDialog</name>
    <message>
        <source>Add an alert</source>
        <translation>Ajouter une alerte</translation>
    </message>
    <message>
        <source>For %1</source>
        <translation>Pour&#xa0;%1</translation>
    </message>
    <message>
        <source>is unusual for its weekday</source>
        <translation>est inhabituel pour ce jour</translation>
    </message>
    <message>
        <source>is above a value</source>
        <translation>dépasse une valeur</translation>
    </message>
    <message>
        <source>is below a value</source>
        <translation>passe sous une valeur</translation>
    </message>
    <message>
        <source>rises on a week before by more than</source>
        <translation>augmente sur une semaine de plus de</translation>
    </message>
    <message>
        <source>falls on a week before by more than</source>
        <translation>baisse sur une semaine de plus de</translation>
    </message>
    <message>
        <source>stands behind its target&apos;s pace, below</source>
        <translation>est en retard sur son objectif, sous</translation>
    </message>
    <message>
        <source>has no data for days</source>
        <translation>n&apos;a pas de données depuis (jours)</translation>
    </message>
    <message>
        <source>is trusted less than</source>
        <translation>a une fiabilité inférieure à</translation>
    </message>
    <message>
        <source>&amp;Value</source>
        <translation>&amp;Valeur</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Avertissement</translation>
    </message>
    <message>
        <source>Blocker</source>
        <translation>Bloquant</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>&amp;Figure</source>
        <translation>&amp;Indicateur</translation>
    </message>
    <message>
        <source>&amp;Tell me when it</source>
        <translation>&amp;Me prévenir quand il</translation>
    </message>
    <message>
        <source>&amp;Severity</source>
        <translation>&amp;Gravité</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Ajouter</translation>
    </message>
    <message>
        <source>Missing data break no other rule; this one tells of them.</source>
        <translation>Les données manquantes n&apos;enfreignent aucune autre règle&#xa0;; celle-ci les signale.</translation>
    </message>
    <message>
        <source>It is told once when it begins, and again only after it has ended.</source>
        <translation>Elle est signalée une fois à son début, puis seulement après s&apos;être terminée.</translation>
    </message>
    <message>
        <source>Enter a number, such as 20 % or 1200.</source>
        <translation>Saisissez un nombre, par exemple 20&#xa0;% ou 1200.</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::AlertWatch</name>
    <message>
        <source>Looking at the alert rules</source>
        <translation>Vérification des règles d&apos;alerte</translation>
    </message>
    <message numerus="yes">
        <source>%Ln alert(s) began</source>
        <translation>
            <numerusform>%Ln alerte commence</numerusform>
            <numerusform>%Ln alertes commencent</numerusform>
        </translation>
    </message>
    <message>
        <source>it ended with code %1</source>
        <translation>elle s&apos;est terminée avec le code&#xa0;%1</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::AnswerView</name>
    <message>
        <source>Table of the answer</source>
        <translation>Tableau de la réponse</translation>
    </message>
    <message>
        <source>%1: %2 ms (%3)</source>
        <translation>%1&#xa0;: %2&#xa0;ms (%3)</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>Mesure</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Par</translation>
    </message>
    <message>
        <source>Only</source>
        <translation>Filtre</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Période</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>Face à</translation>
    </message>
    <message>
        <source>Aggregate</source>
        <translation>Agrégat</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Condition</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Au plus</translation>
    </message>
    <message>
        <source>All together</source>
        <translation>Tout ensemble</translation>
    </message>
    <message>
        <source>All days</source>
        <translation>Tous les jours</translation>
    </message>
    <message>
        <source>Last complete week</source>
        <translation>Dernière semaine complète</translation>
    </message>
    <message>
        <source>Last complete month</source>
        <translation>Dernier mois complet</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Useful</source>
        <translation>Utile</translation>
    </message>
    <message>
        <source>What I understood</source>
        <translation>Ce que j&apos;ai compris</translation>
    </message>
    <message>
        <source>change it, the answer follows</source>
        <translation>modifiez, la réponse suit</translation>
    </message>
    <message>
        <source>Compiled SQL</source>
        <translation>SQL compilé</translation>
    </message>
    <message>
        <source>Steps, %1 ms</source>
        <translation>Étapes, %1&#xa0;ms</translation>
    </message>
    <message>
        <source>Being refined…</source>
        <translation>Affinage en cours…</translation>
    </message>
    <message>
        <source>What can be asked of these data:</source>
        <translation>Ce que l&apos;on peut demander à ces données&#xa0;:</translation>
    </message>
    <message numerus="yes">
        <source>All %n row(s)</source>
        <translation>
            <numerusform>La ligne</numerusform>
            <numerusform>Les %n lignes</numerusform>
        </translation>
    </message>
    <message>
        <source>The model&apos;s notes</source>
        <translation>Notes du modèle</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Épingler</translation>
    </message>
    <message>
        <source>Puts the chart on the dashboard, with today&apos;s date.</source>
        <translation>Place le graphique sur le tableau de bord, avec la date du jour.</translation>
    </message>
    <message>
        <source>To report</source>
        <translation>Au rapport</translation>
    </message>
    <message>
        <source>Adds sentence, chart and table to the next review.</source>
        <translation>Ajoute phrase, graphique et tableau à la prochaine revue.</translation>
    </message>
    <message>
        <source>More about this answer</source>
        <translation>Autres actions sur cette réponse</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tableau</translation>
    </message>
    <message>
        <source>Save the report as PDF…</source>
        <translation>Enregistrer le rapport en PDF…</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Enregistrer le rapport</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>Enregistré sous %1.</translation>
    </message>
    <message>
        <source>Not useful…</source>
        <translation>Pas utile…</translation>
    </message>
    <message>
        <source>Always understand this question so</source>
        <translation>Toujours comprendre ainsi cette question</translation>
    </message>
    <message>
        <source>How useful was it?</source>
        <translation>Était-ce utile&#xa0;?</translation>
    </message>
    <message>
        <source>What was wrong?</source>
        <translation>Qu&apos;est-ce qui n&apos;allait pas&#xa0;?</translation>
    </message>
    <message>
        <source>%1 of 5</source>
        <translation>%1 sur 5</translation>
    </message>
    <message>
        <source>Comment, if you like</source>
        <translation>Commentaire, si vous voulez</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Commentaire</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Garder</translation>
    </message>
    <message>
        <source>checked</source>
        <translation>contrôle</translation>
    </message>
    <message>
        <source>kind of question</source>
        <translation>type de question</translation>
    </message>
    <message>
        <source>words found</source>
        <translation>mots reconnus</translation>
    </message>
    <message>
        <source>understood</source>
        <translation>compris</translation>
    </message>
    <message>
        <source>computed</source>
        <translation>calcul</translation>
    </message>
    <message>
        <source>written</source>
        <translation>rédaction</translation>
    </message>
    <message>
        <source>this machine</source>
        <translation>ce poste</translation>
    </message>
    <message>
        <source>Compares</source>
        <translation>Compare</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>Combien de fois</translation>
    </message>
    <message>
        <source>Running total</source>
        <translation>Cumul</translation>
    </message>
    <message numerus="yes">
        <source>%n more finding(s) concern it.</source>
        <translation>
            <numerusform>%n autre constat le concerne.</numerusform>
            <numerusform>%n autres constats le concernent.</numerusform>
        </translation>
    </message>
    <message>
        <source>First chosen</source>
        <translation>D&apos;abord choisis</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::AppearanceSection</name>
    <message>
        <source>Language of the system</source>
        <translation>Langue du système</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Comme le système</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>%1%</source>
        <translation>%1&#xa0;%</translation>
    </message>
    <message>
        <source>Language and look</source>
        <translation>Langue et aspect</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Langue</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Couleurs</translation>
    </message>
    <message>
        <source>Size of &amp;text</source>
        <translation>&amp;Taille du texte</translation>
    </message>
    <message>
        <source>Everything grows with it.</source>
        <translation>Tout grandit avec lui.</translation>
    </message>
    <message>
        <source>&amp;Reduce motion</source>
        <translation>&amp;Réduire les animations</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Démarrage</translation>
    </message>
    <message>
        <source>&amp;Begin where the last session ended</source>
        <translation>&amp;Reprendre là où la dernière session s&apos;est arrêtée</translation>
    </message>
    <message>
        <source>The workspace, the page, the period and the filters. Takes effect at the next start.</source>
        <translation>L&apos;espace de travail, la page, la période et les filtres. Prend effet au prochain démarrage.</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Apparence</translation>
    </message>
    <message>
        <source>Menus appear at once and the cursor does not blink. So it is too where the desktop asks for it.</source>
        <translation>Les menus apparaissent d&apos;un coup et le curseur ne clignote pas. Il en va de même quand le bureau le demande.</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::AssistantSettings</name>
    <message>
        <source>no limit</source>
        <translation>sans limite</translation>
    </message>
    <message>
        <source>Which endpoint answers best?</source>
        <translation>Quel serveur répond le mieux&#xa0;?</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Serveur</translation>
    </message>
    <message>
        <source>Same figures</source>
        <translation>Mêmes chiffres</translation>
    </message>
    <message>
        <source>Sentences taken</source>
        <translation>Phrases retenues</translation>
    </message>
    <message>
        <source>Mean time, s</source>
        <translation>Temps moyen, s</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Jetons</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Coût</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Remarque</translation>
    </message>
    <message>
        <source>Language models may refine answers</source>
        <translation>Des modèles de langue peuvent affiner les réponses</translation>
    </message>
    <message>
        <source>Off: nothing leaves this machine, and every question is answered here.</source>
        <translation>Désactivé&#xa0;: rien ne quitte ce poste et chaque question reçoit sa réponse ici.</translation>
    </message>
    <message>
        <source>Endpoints</source>
        <translation>Serveurs</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Ajouter</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Kept in a file that only you can read, outside of the workspace.</source>
        <translation>Conservée dans un fichier que vous seul pouvez lire, hors de l&apos;espace de travail.</translation>
    </message>
    <message>
        <source>free</source>
        <translation>gratuit</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Kind of server</source>
        <translation>Type de serveur</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Clé</translation>
    </message>
    <message>
        <source>Price of a million tokens in</source>
        <translation>Prix d&apos;un million de jetons envoyés</translation>
    </message>
    <message>
        <source>Price of a million tokens out</source>
        <translation>Prix d&apos;un million de jetons reçus</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>Tester la connexion</translation>
    </message>
    <message>
        <source>Questions are understood by</source>
        <translation>Qui comprend les questions</translation>
    </message>
    <message>
        <source>Sentences are written by</source>
        <translation>Qui écrit les phrases</translation>
    </message>
    <message>
        <source>At most a day</source>
        <translation>Au plus par jour</translation>
    </message>
    <message>
        <source>At most a month</source>
        <translation>Au plus par mois</translation>
    </message>
    <message>
        <source>Tokens a month</source>
        <translation>Jetons par mois</translation>
    </message>
    <message>
        <source>Spent so far</source>
        <translation>Dépensé jusqu&apos;ici</translation>
    </message>
    <message>
        <source>Columns that never leave this machine</source>
        <translation>Colonnes qui ne quittent jamais ce poste</translation>
    </message>
    <message>
        <source>What exactly would be sent?</source>
        <translation>Qu&apos;est-ce qui serait envoyé exactement&#xa0;?</translation>
    </message>
    <message>
        <source>A question, such as: revenue by channel</source>
        <translation>Une question, par exemple&#xa0;: chiffre d&apos;affaires par canal</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Question</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Afficher</translation>
    </message>
    <message>
        <source>What would be sent</source>
        <translation>Ce qui serait envoyé</translation>
    </message>
    <message>
        <source>Only names, definitions and totals; never rows of your data.</source>
        <translation>Seulement noms, définitions et totaux&#xa0;; jamais de lignes de vos données.</translation>
    </message>
    <message>
        <source>Compare the endpoints</source>
        <translation>Comparer les serveurs</translation>
    </message>
    <message>
        <source>Asks each of them the questions you confirmed, then those your data suggest.</source>
        <translation>Pose à chacun les questions que vous avez confirmées, puis celles que vos données suggèrent.</translation>
    </message>
    <message>
        <source>Comparison of the endpoints</source>
        <translation>Comparaison des serveurs</translation>
    </message>
    <message>
        <source>Endpoint %1</source>
        <translation>Serveur %1</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Essai en cours…</translation>
    </message>
    <message>
        <source>Revenue by channel</source>
        <translation>Chiffre d&apos;affaires par canal</translation>
    </message>
    <message>
        <source>The policy file %1 keeps the network off.</source>
        <translation>Le fichier de règles %1 interdit le réseau.</translation>
    </message>
    <message>
        <source>The policy file %1 holds as well.</source>
        <translation>Le fichier de règles %1 s&apos;applique aussi.</translation>
    </message>
    <message>
        <source>%1: %2 requests, %3 tokens, %4</source>
        <translation>%1&#xa0;: %2 requêtes, %3 jetons, %4</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>rien</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>Ce poste</translation>
    </message>
    <message>
        <source>%1 (looks personal)</source>
        <translation>%1 (semble personnelle)</translation>
    </message>
    <message>
        <source>Assistant</source>
        <translation>Assistant</translation>
    </message>
    <message>
        <source>Questions are checked by</source>
        <translation>Questions contrôlées par</translation>
    </message>
    <message>
        <source>The kind of question is told by</source>
        <translation>Type de question reconnu par</translation>
    </message>
    <message>
        <source>Columns are chosen by</source>
        <translation>Colonnes choisies par</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::AssistantSetup</name>
    <message>
        <source>Reading the settings</source>
        <translation>Lecture des réglages</translation>
    </message>
    <message>
        <source>The keys could not be written to %1.</source>
        <translation>Impossible d&apos;écrire les clés dans %1.</translation>
    </message>
    <message>
        <source>Keeping the settings</source>
        <translation>Enregistrement des réglages</translation>
    </message>
    <message>
        <source>Language models are switched off.</source>
        <translation>Les modèles de langue sont désactivés.</translation>
    </message>
    <message>
        <source>Testing a connection</source>
        <translation>Essai d&apos;une connexion</translation>
    </message>
    <message>
        <source>It answers.</source>
        <translation>Il répond.</translation>
    </message>
    <message>
        <source>It answers, but has no model of that name. It has: %1.</source>
        <translation>Il répond, mais n&apos;a pas de modèle de ce nom. Il a&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Putting the message together</source>
        <translation>Composition du message</translation>
    </message>
    <message>
        <source>Comparing endpoints</source>
        <translation>Comparaison des serveurs</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::AuditPage</name>
    <message>
        <source>Blocker</source>
        <translation>Bloquant</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Avertissement</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Remarque</translation>
    </message>
    <message>
        <source>What should the analyses use?</source>
        <translation>Que doivent utiliser les analyses ?</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Appliquer</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Mesure</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>Relancer</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tout</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouverts</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>Décidé</translation>
    </message>
    <message>
        <source>Auditing %1</source>
        <translation>Audit de %1</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Audit</translation>
    </message>
    <message>
        <source>Import data, and this page says whether they can be trusted.</source>
        <translation>Importez des données, et cette page dira si l&apos;on peut s&apos;y fier.</translation>
    </message>
    <message>
        <source>Add files</source>
        <translation>Ajouter des fichiers</translation>
    </message>
    <message>
        <source>The numbers of %1 can be trusted</source>
        <translation>Les chiffres de %1 sont fiables</translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s) to look at, none that blocks</source>
        <translation>
            <numerusform>%n constat à examiner, aucun bloquant</numerusform>
            <numerusform>%n constats à examiner, aucun bloquant</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 cannot be trusted yet</source>
        <translation>%1 : pas encore fiable</translation>
    </message>
    <message>
        <source>%1, %2 rows, trust %3 of 100, audited in %4 s</source>
        <translation>%1, %2 lignes, confiance %3 sur 100, audité en %4 s</translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n constat</numerusform>
            <numerusform>%n constats</numerusform>
        </translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Constat</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Gravité</translation>
    </message>
    <message>
        <source>In doubt</source>
        <translation>En doute</translation>
    </message>
    <message numerus="yes">
        <source>%n check(s) were made</source>
        <translation>
            <numerusform>%n contrôle effectué</numerusform>
            <numerusform>%n contrôles effectués</numerusform>
        </translation>
    </message>
    <message>
        <source>Decided; the imported rows stay as they are</source>
        <translation>Décidé ; les lignes importées restent telles quelles</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Annuler la décision</translation>
    </message>
    <message>
        <source>What changes</source>
        <translation>Ce qui change</translation>
    </message>
    <message>
        <source>First line: the days of the finding; below: all days of the dataset</source>
        <translation>Première ligne : les jours du constat ; dessous : tous les jours du jeu de données</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>Tel quel</translation>
    </message>
    <message>
        <source>With the remedy</source>
        <translation>Avec le remède</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Écart</translation>
    </message>
    <message>
        <source>, these days</source>
        <translation>, ces jours</translation>
    </message>
    <message>
        <source>Trust by measure</source>
        <translation>Confiance par mesure</translation>
    </message>
    <message>
        <source>100, less what is open</source>
        <translation>100, moins ce qui est ouvert</translation>
    </message>
    <message>
        <source>Trust</source>
        <translation>Confiance</translation>
    </message>
    <message>
        <source>Lowered by</source>
        <translation>Réduite par</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>Décisions</translation>
    </message>
    <message>
        <source>Rules on this dataset, applied again at each import</source>
        <translation>Règles sur ce jeu de données, réappliquées à chaque import</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Quand</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Décision</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Par</translation>
    </message>
    <message>
        <source>Why (kept with the decision)</source>
        <translation>Pourquoi (gardé avec la décision)</translation>
    </message>
    <message>
        <source>Reason of the decision</source>
        <translation>Raison de la décision</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>Jeu de données</translation>
    </message>
    <message>
        <source>Worth knowing</source>
        <translation>Bon à savoir</translation>
    </message>
    <message>
        <source>By what they put in doubt, the costliest first</source>
        <translation>Selon ce qu&apos;ils mettent en doute, les plus coûteux d&apos;abord</translation>
    </message>
    <message>
        <source>, forecast of the next 8 weeks</source>
        <translation>, prévision des 8 prochaines semaines</translation>
    </message>
    <message numerus="yes">
        <source>%1 cannot be trusted yet; the other %n measure(s) can</source>
        <translation>
            <numerusform>Pas encore fiable&#xa0;: %1&#xa0;; l&apos;autre mesure l&apos;est</numerusform>
            <numerusform>Pas encore fiable&#xa0;: %1&#xa0;; les %n autres mesures le sont</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plumbline::ui::AuditPresenter</name>
    <message>
        <source>Auditing %1</source>
        <translation>Audit de %1</translation>
    </message>
    <message>
        <source>Computing what a remedy changes</source>
        <translation>Calcul de l&apos;effet d&apos;un remède</translation>
    </message>
    <message>
        <source>Applying a remedy</source>
        <translation>Application d&apos;un remède</translation>
    </message>
    <message>
        <source>Taking a remedy back</source>
        <translation>Annulation d&apos;un remède</translation>
    </message>
    <message>
        <source>remedy</source>
        <translation>remède</translation>
    </message>
    <message>
        <source>way back of a remedy</source>
        <translation>retour sur un remède</translation>
    </message>
    <message>
        <source>Forecasting with the remedy</source>
        <translation>Prévision avec la correction</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::Breadcrumbs</name>
    <message>
        <source>Back to %1</source>
        <translation>Retour à %1</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::BudgetPage</name>
    <message>
        <source>Save as scenario</source>
        <translation>Enregistrer comme scénario</translation>
    </message>
    <message>
        <source>Most likely gain</source>
        <translation>Gain le plus probable</translation>
    </message>
    <message>
        <source>Caution, in percent</source>
        <translation>Prudence, en pour cent</translation>
    </message>
    <message>
        <source>Least to lose</source>
        <translation>Moindre risque de perte</translation>
    </message>
    <message>
        <source>Back to the proposal</source>
        <translation>Revenir à la proposition</translation>
    </message>
    <message>
        <source>Total per week</source>
        <translation>Total par semaine</translation>
    </message>
    <message>
        <source>Budget per week</source>
        <translation>Budget par semaine</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Limites</translation>
    </message>
    <message>
        <source>±%1% a channel</source>
        <translation>±%1 % par canal</translation>
    </message>
    <message>
        <source>Limits: %1</source>
        <translation>Limites : %1</translation>
    </message>
    <message>
        <source>A budget is split by what each channel brings. That has not been estimated yet.</source>
        <translation>Un budget se répartit selon ce que chaque canal apporte. Cela n&apos;a pas encore été estimé.</translation>
    </message>
    <message>
        <source>No numbers yet. A budget needs spend by channel and what was sold.</source>
        <translation>Pas encore de chiffres. Il faut les dépenses par canal et les ventes.</translation>
    </message>
    <message>
        <source>Estimate the response</source>
        <translation>Estimer la réponse</translation>
    </message>
    <message>
        <source>Import files</source>
        <translation>Importer des fichiers</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>Budget</translation>
    </message>
    <message>
        <source>Only a quick estimate is there: no chance of a gain can be told.</source>
        <translation>Il n&apos;y a qu&apos;une estimation rapide : la chance d&apos;un gain ne peut pas être donnée.</translation>
    </message>
    <message>
        <source>No change: a gain is not likely enough</source>
        <translation>Aucun changement : un gain n&apos;est pas assez probable</translation>
    </message>
    <message>
        <source>Today&apos;s split is about the best one</source>
        <translation>La répartition actuelle est à peu près la meilleure</translation>
    </message>
    <message>
        <source>Moving %1 a week into %2 should bring %3 more</source>
        <translation>Déplacer %1 par semaine vers %2 devrait rapporter %3 de plus</translation>
    </message>
    <message>
        <source>%1 a week, today %2.</source>
        <translation>%1 par semaine, aujourd&apos;hui %2.</translation>
    </message>
    <message>
        <source>Stays where it is, because its effect cannot be told: %1.</source>
        <translation>Reste inchangé, car son effet ne peut pas être mesuré : %1.</translation>
    </message>
    <message>
        <source>The next unit of spend returns most in %1: %2</source>
        <translation>La prochaine unité dépensée rapporte le plus dans %1 : %2</translation>
    </message>
    <message>
        <source>What each channel brings</source>
        <translation>Ce que chaque canal apporte</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Today&apos;s split is kept</source>
        <translation>La répartition actuelle est gardée</translation>
    </message>
    <message>
        <source>Plan: %1 more</source>
        <translation>Plan : %1 de plus</translation>
    </message>
    <message>
        <source>chance of a gain %1</source>
        <translation>chance d&apos;un gain %1</translation>
    </message>
    <message>
        <source>from %1 to %2, nine times in ten</source>
        <translation>de %1 à %2, neuf fois sur dix</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Canal</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Aujourd&apos;hui</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Variation</translation>
    </message>
    <message>
        <source>Next unit</source>
        <translation>Prochaine unité</translation>
    </message>
    <message>
        <source>Held by</source>
        <translation>Retenu par</translation>
    </message>
    <message>
        <source>you</source>
        <translation>vous</translation>
    </message>
    <message>
        <source>not identified</source>
        <translation>maintenu</translation>
    </message>
    <message>
        <source>lower limit</source>
        <translation>limite basse</translation>
    </message>
    <message>
        <source>upper limit</source>
        <translation>limite haute</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>Proved: no other split within the limits brings more than %1 a week by these curves, and this one brings it.</source>
        <translation>Prouvé : selon ces courbes, aucune répartition dans les limites ne rapporte plus de %1 par semaine, et celle-ci les rapporte.</translation>
    </message>
    <message>
        <source>By these curves no split within the limits brings more than %1 a week; this one, which minds the risk, brings %2.</source>
        <translation>Selon ces courbes, aucune répartition dans les limites ne rapporte plus de %1 par semaine ; celle-ci, prudente, rapporte %2.</translation>
    </message>
    <message>
        <source>Adjust by hand</source>
        <translation>Ajuster à la main</translation>
    </message>
    <message>
        <source>A channel that is moved stays there; the others are split anew</source>
        <translation>Un canal déplacé y reste ; les autres sont répartis à nouveau</translation>
    </message>
    <message>
        <source>What each limit costs</source>
        <translation>Ce que coûte chaque limite</translation>
    </message>
    <message>
        <source>Response from one more unit of room</source>
        <translation>Réponse pour une unité de marge en plus</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Limite</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Prix</translation>
    </message>
    <message>
        <source>Lower limit of %1</source>
        <translation>Limite basse de %1</translation>
    </message>
    <message>
        <source>Upper limit of %1</source>
        <translation>Limite haute de %1</translation>
    </message>
    <message>
        <source>%1 kept in place</source>
        <translation>%1 maintenu</translation>
    </message>
    <message>
        <source>Spend by week</source>
        <translation>Dépense par semaine</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>Semaine</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>Réponse</translation>
    </message>
    <message>
        <source>Scenarios</source>
        <translation>Scénarios</translation>
    </message>
    <message>
        <source>None kept yet: a plan that is saved stands here, beside the others</source>
        <translation>Aucun pour l&apos;instant : un plan enregistré figure ici, à côté des autres</translation>
    </message>
    <message>
        <source>By week</source>
        <translation>Par semaine</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>Scénario</translation>
    </message>
    <message>
        <source>Spend</source>
        <translation>Dépense</translation>
    </message>
    <message>
        <source>Gain</source>
        <translation>Gain</translation>
    </message>
    <message>
        <source>Chance</source>
        <translation>Chance</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>Supprimer %1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Plan of %1 a week</source>
        <translation>Plan à %1 par semaine</translation>
    </message>
    <message>
        <source>What a week&apos;s spend adds, against that spend</source>
        <translation>Ce qu&apos;ajoute la dépense d&apos;une semaine, selon cette dépense</translation>
    </message>
    <message>
        <source>today</source>
        <translation>aujourd&apos;hui</translation>
    </message>
    <message>
        <source>plan</source>
        <translation>plan</translation>
    </message>
    <message>
        <source>spend seen so far</source>
        <translation>dépenses observées</translation>
    </message>
    <message>
        <source>%1% band</source>
        <translation>bande à %1&#xa0;%</translation>
    </message>
    <message>
        <source>outside what was seen</source>
        <translation>hors de ce qui a été observé</translation>
    </message>
    <message>
        <source>Spend by week, %1</source>
        <translation>Dépenses par semaine, %1</translation>
    </message>
    <message>
        <source>the response counts what earlier spend still brings, %1 come after the last week</source>
        <translation>la réponse compte ce que les dépenses passées apportent encore&#xa0;; %1 viennent après la dernière semaine</translation>
    </message>
    <message>
        <source>By week, %1</source>
        <translation>Par semaine, %1</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::BudgetPresenter</name>
    <message>
        <source>Reading the response</source>
        <translation>Lecture de la réponse</translation>
    </message>
    <message>
        <source>Splitting the budget</source>
        <translation>Répartition du budget</translation>
    </message>
    <message>
        <source>Saving the scenario</source>
        <translation>Enregistrement du scénario</translation>
    </message>
    <message>
        <source>Removing the scenario</source>
        <translation>Suppression du scénario</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::BudgetSliders</name>
    <message>
        <source>Spend on %1 per week</source>
        <translation>Dépense par semaine pour %1</translation>
    </message>
    <message>
        <source>Let %1 follow the plan again</source>
        <translation>Laisser %1 suivre à nouveau le plan</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::Card</name>
    <message>
        <source>Show as table</source>
        <translation>Afficher en tableau</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Plus</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::Chart</name>
    <message>
        <source>Data to %1</source>
        <translation>Données au %1</translation>
    </message>
    <message>
        <source>%1: %2 to %3</source>
        <translation>%1&#xa0;: de %2 à %3</translation>
    </message>
    <message>
        <source>%1: no value</source>
        <translation>%1&#xa0;: pas de valeur</translation>
    </message>
    <message>
        <source>Difference: %1 (%2)</source>
        <translation>Différence&#xa0;: %1 (%2)</translation>
    </message>
    <message>
        <source>Difference: %1</source>
        <translation>Différence&#xa0;: %1</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <translation>%1 pour %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>from %1 (%2) to %3 (%4)</source>
        <translation>de %1 (%2) à %3 (%4)</translation>
    </message>
    <message>
        <source>most is %1 (%2), least %3 (%4)</source>
        <translation>le plus haut est %1 (%2), le plus bas %3 (%4)</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ChartCard</name>
    <message>
        <source>SVG drawings (*.svg)</source>
        <translation>Dessins SVG (*.svg)</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation>Images PNG (*.png)</translation>
    </message>
    <message>
        <source>Save the chart</source>
        <translation>Enregistrer le graphique</translation>
    </message>
    <message>
        <source>Drag the chart out of the window</source>
        <translation>Faites glisser le graphique hors de la fenêtre</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ChartWidget</name>
    <message>
        <source>Period</source>
        <translation>Période</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valeur</translation>
    </message>
    <message>
        <source>Copy the data</source>
        <translation>Copier les données</translation>
    </message>
    <message>
        <source>Save as SVG…</source>
        <translation>Enregistrer en SVG…</translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation>Enregistrer en PNG…</translation>
    </message>
    <message>
        <source>Show as chart</source>
        <translation>Afficher en graphique</translation>
    </message>
    <message>
        <source>Show as table</source>
        <translation>Afficher en tableau</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>Enregistrer en PDF…</translation>
    </message>
    <message>
        <source>Save the data as CSV…</source>
        <translation>Enregistrer les données en CSV…</translation>
    </message>
    <message>
        <source>Add a note on %1…</source>
        <translation>Ajouter une note au %1…</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ChatPane</name>
    <message>
        <source>Close the assistant</source>
        <translation>Fermer l&apos;assistant</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Question</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Demander</translation>
    </message>
    <message>
        <source>Answers are computed on this machine, from your data.</source>
        <translation>Les réponses sont calculées sur ce poste, à partir de vos données.</translation>
    </message>
    <message>
        <source>Import data first; then ask about them here.</source>
        <translation>Importez d&apos;abord des données&#xa0;; posez ensuite vos questions ici.</translation>
    </message>
    <message>
        <source>Assistant</source>
        <translation>Assistant</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>hors ligne</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Nouvelle conversation</translation>
    </message>
    <message>
        <source>Questions of this workspace</source>
        <translation>Questions de cet espace</translation>
    </message>
    <message>
        <source>Ask about your data</source>
        <translation>Posez une question sur vos données</translation>
    </message>
    <message>
        <source>Nothing leaves this machine.</source>
        <translation>Rien ne quitte ce poste.</translation>
    </message>
    <message>
        <source>Answers are computed here; %1 reads and writes with it.</source>
        <translation>Les réponses sont calculées ici&#xa0;; %1 aide à lire et à écrire.</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ChatPresenter</name>
    <message>
        <source>Reading the vocabulary</source>
        <translation>Lecture du vocabulaire</translation>
    </message>
    <message>
        <source>Answering a question</source>
        <translation>Réponse à une question</translation>
    </message>
    <message>
        <source>Keeping the answer</source>
        <translation>Enregistrement de la réponse</translation>
    </message>
    <message>
        <source>Erasing the conversations</source>
        <translation>Effacement des conversations</translation>
    </message>
    <message>
        <source>Pinned to the dashboard.</source>
        <translation>Épinglé au tableau de bord.</translation>
    </message>
    <message>
        <source>Added to the next review.</source>
        <translation>Ajouté à la prochaine revue.</translation>
    </message>
    <message>
        <source>Refining an answer</source>
        <translation>Affinage d&apos;une réponse</translation>
    </message>
    <message>
        <source>Refined by %1; every figure is computed here.</source>
        <translation>Affiné par %1&#xa0;; chaque chiffre est calculé ici.</translation>
    </message>
    <message>
        <source>The same question will be understood this way from now on.</source>
        <translation>La même question sera désormais comprise ainsi.</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ColumnsEditor</name>
    <message>
        <source>text</source>
        <translation>texte</translation>
    </message>
    <message>
        <source>whole number</source>
        <translation>nombre entier</translation>
    </message>
    <message>
        <source>number</source>
        <translation>nombre</translation>
    </message>
    <message>
        <source>percent</source>
        <translation>pourcentage</translation>
    </message>
    <message>
        <source>date</source>
        <translation>date</translation>
    </message>
    <message>
        <source>date and time</source>
        <translation>date et heure</translation>
    </message>
    <message>
        <source>yes or no</source>
        <translation>oui ou non</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>vide</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Colonne</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rôle</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Unité</translation>
    </message>
    <message>
        <source>Because</source>
        <translation>Parce que</translation>
    </message>
    <message>
        <source>Role of %1: %2</source>
        <translation>Rôle de %1&#xa0;: %2</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>Commandes</translation>
    </message>
    <message>
        <source>Type a command</source>
        <translation>Tapez une commande</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Commande</translation>
    </message>
    <message>
        <source>Commands found</source>
        <translation>Commandes trouvées</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>%1   (%2)</source>
        <translation>%1   (%2)</translation>
    </message>
    <message>
        <source>No command of that name</source>
        <translation>Aucune commande de ce nom</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::DashboardPage</name>
    <message>
        <source>Written: %1</source>
        <translation>Écrit&#xa0;: %1</translation>
    </message>
    <message>
        <source>Picture…</source>
        <translation>Image…</translation>
    </message>
    <message>
        <source>PNG (*.png)</source>
        <translation>PNG (*.png)</translation>
    </message>
    <message>
        <source>Export the dashboard</source>
        <translation>Exporter le tableau de bord</translation>
    </message>
    <message>
        <source>Dashboard</source>
        <translation>Tableau de bord</translation>
    </message>
    <message>
        <source>No numbers yet. A dashboard needs one export with a date and a measure, such as cost or revenue.</source>
        <translation>Pas encore de chiffres. Il faut un export avec une date et une mesure, comme le coût ou le chiffre d&apos;affaires.</translation>
    </message>
    <message>
        <source>Import files</source>
        <translation>Importer des fichiers</translation>
    </message>
    <message>
        <source>Loading numbers</source>
        <translation>Chargement des chiffres</translation>
    </message>
    <message>
        <source>Points of the chart: %1</source>
        <translation>Points du graphique&#xa0;: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>Fewer campaigns</source>
        <translation>Moins de campagnes</translation>
    </message>
    <message numerus="yes">
        <source>All %n campaigns</source>
        <translation>
            <numerusform>La seule campagne (%n)</numerusform>
            <numerusform>Les %n campagnes</numerusform>
        </translation>
    </message>
    <message>
        <source>Key figures</source>
        <translation>Chiffres clés</translation>
    </message>
    <message>
        <source>Over time</source>
        <translation>Au fil du temps</translation>
    </message>
    <message>
        <source>Breakdown</source>
        <translation>Ventilation</translation>
    </message>
    <message>
        <source>Campaigns</source>
        <translation>Campagnes</translation>
    </message>
    <message>
        <source>Funnel</source>
        <translation>Entonnoir</translation>
    </message>
    <message>
        <source>Cohorts</source>
        <translation>Cohortes</translation>
    </message>
    <message>
        <source>Save this view…</source>
        <translation>Enregistrer cette vue…</translation>
    </message>
    <message>
        <source>Export this view…</source>
        <translation>Exporter cette vue…</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Vue</translation>
    </message>
    <message>
        <source>Export the view</source>
        <translation>Exporter la vue</translation>
    </message>
    <message>
        <source>Views (*.%1)</source>
        <translation>Vues (*.%1)</translation>
    </message>
    <message>
        <source>Import a view…</source>
        <translation>Importer une vue…</translation>
    </message>
    <message>
        <source>Import a view</source>
        <translation>Importer une vue</translation>
    </message>
    <message>
        <source>Views (*.%1);;All files (*)</source>
        <translation>Vues (*.%1);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Remove the view %1</source>
        <translation>Supprimer la vue %1</translation>
    </message>
    <message>
        <source>Arrange the tiles…</source>
        <translation>Disposer les éléments…</translation>
    </message>
    <message>
        <source>Choose key figures…</source>
        <translation>Choisir les chiffres clés…</translation>
    </message>
    <message>
        <source>Choose campaign columns…</source>
        <translation>Choisir les colonnes des campagnes…</translation>
    </message>
    <message>
        <source>Also compare with</source>
        <translation>Comparer aussi avec</translation>
    </message>
    <message>
        <source>Changes as amounts</source>
        <translation>Évolutions en montants</translation>
    </message>
    <message>
        <source>changes as amounts</source>
        <translation>évolutions en montants</translation>
    </message>
    <message>
        <source>changes in percent</source>
        <translation>évolutions en pour cent</translation>
    </message>
    <message>
        <source>Targets…</source>
        <translation>Objectifs…</translation>
    </message>
    <message>
        <source>As it was at first</source>
        <translation>Comme au départ</translation>
    </message>
    <message>
        <source>arrangement of the beginning</source>
        <translation>disposition de départ</translation>
    </message>
    <message>
        <source>The period before</source>
        <translation>La période d&apos;avant</translation>
    </message>
    <message>
        <source>Last year</source>
        <translation>L&apos;an dernier</translation>
    </message>
    <message>
        <source>The same weekdays before</source>
        <translation>Les mêmes jours d&apos;avant</translation>
    </message>
    <message>
        <source>From %1: %2</source>
        <translation>Dès le %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>Save this view</source>
        <translation>Enregistrer cette vue</translation>
    </message>
    <message>
        <source>Its name; one that exists is replaced:</source>
        <translation>Son nom&#xa0;; une vue du même nom est remplacée&#xa0;:</translation>
    </message>
    <message>
        <source>Arrange the tiles</source>
        <translation>Disposer les éléments</translation>
    </message>
    <message>
        <source>arrangement of the tiles</source>
        <translation>disposition des éléments</translation>
    </message>
    <message>
        <source>Choose key figures</source>
        <translation>Choisir les chiffres clés</translation>
    </message>
    <message>
        <source>choice of key figures</source>
        <translation>choix des chiffres clés</translation>
    </message>
    <message>
        <source>Choose campaign columns</source>
        <translation>Choisir les colonnes des campagnes</translation>
    </message>
    <message>
        <source>choice of columns</source>
        <translation>choix des colonnes</translation>
    </message>
    <message>
        <source>From %1 rows of %2.</source>
        <translation>À partir de %1 lignes de %2.</translation>
    </message>
    <message>
        <source>From %1 rows of %2, data to %3.</source>
        <translation>À partir de %1 lignes de %2, données au %3.</translation>
    </message>
    <message numerus="yes">
        <source>%n note(s) imported.</source>
        <translation>
            <numerusform>%n note importée.</numerusform>
            <numerusform>%n notes importées.</numerusform>
        </translation>
    </message>
    <message>
        <source>order of the columns</source>
        <translation>ordre des colonnes</translation>
    </message>
    <message>
        <source>Add a note…</source>
        <translation>Ajouter une note…</translation>
    </message>
    <message>
        <source>Import notes…</source>
        <translation>Importer des notes…</translation>
    </message>
    <message>
        <source>Import notes</source>
        <translation>Importer des notes</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt *.xlsx);;All files (*)</source>
        <translation>Tableaux (*.csv *.tsv *.txt *.xlsx);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Break down by</source>
        <translation>Ventiler par</translation>
    </message>
    <message>
        <source>Choose columns…</source>
        <translation>Choisir les colonnes…</translation>
    </message>
    <message>
        <source>View: %1</source>
        <translation>Vue&#xa0;: %1</translation>
    </message>
    <message>
        <source>All: %1</source>
        <translation>Tout&#xa0;: %1</translation>
    </message>
    <message>
        <source>View: as arranged</source>
        <translation>Vue&#xa0;: actuelle</translation>
    </message>
    <message>
        <source>Trust: these data have not been audited yet.</source>
        <translation>Confiance&#xa0;: ces données n&apos;ont pas encore été auditées.</translation>
    </message>
    <message>
        <source>Trust: no open finding on these days.</source>
        <translation>Confiance&#xa0;: aucun constat ouvert sur ces jours.</translation>
    </message>
    <message>
        <source>Trust %1 of 100: no open finding on these days.</source>
        <translation>Confiance %1 sur 100&#xa0;: aucun constat ouvert sur ces jours.</translation>
    </message>
    <message numerus="yes">
        <source>Trust: %n open finding(s).</source>
        <translation>
            <numerusform>Confiance&#xa0;: %n constat ouvert.</numerusform>
            <numerusform>Confiance&#xa0;: %n constats ouverts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Trust %1 of 100: %n open finding(s).</source>
        <translation>
            <numerusform>Confiance %1 sur 100&#xa0;: %n constat ouvert.</numerusform>
            <numerusform>Confiance %1 sur 100&#xa0;: %n constats ouverts.</numerusform>
        </translation>
    </message>
    <message>
        <source>Black Friday or Easter of last year</source>
        <translation>Black Friday ou Pâques de l&apos;an dernier</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::DashboardPresenter</name>
    <message>
        <source>Computing the dashboard</source>
        <translation>Calcul du tableau de bord</translation>
    </message>
    <message>
        <source>further comparison</source>
        <translation>autre comparaison</translation>
    </message>
    <message>
        <source>view %1</source>
        <translation>vue %1</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::DashboardRecords</name>
    <message>
        <source>Reading notes and views</source>
        <translation>Lecture des notes et des vues</translation>
    </message>
    <message>
        <source>note %1</source>
        <translation>note %1</translation>
    </message>
    <message>
        <source>Storing a note</source>
        <translation>Enregistrement d&apos;une note</translation>
    </message>
    <message>
        <source>removal of the note %1</source>
        <translation>suppression de la note %1</translation>
    </message>
    <message>
        <source>Removing a note</source>
        <translation>Suppression d&apos;une note</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>Lecture de %1</translation>
    </message>
    <message numerus="yes">
        <source>import of %n note(s)</source>
        <translation>
            <numerusform>import d&apos;%n note</numerusform>
            <numerusform>import de %n notes</numerusform>
        </translation>
    </message>
    <message>
        <source>Storing notes</source>
        <translation>Enregistrement de notes</translation>
    </message>
    <message>
        <source>target of %1</source>
        <translation>objectif de %1</translation>
    </message>
    <message>
        <source>Storing a target</source>
        <translation>Enregistrement d&apos;un objectif</translation>
    </message>
    <message>
        <source>removal of a target</source>
        <translation>suppression d&apos;un objectif</translation>
    </message>
    <message>
        <source>Removing a target</source>
        <translation>Suppression d&apos;un objectif</translation>
    </message>
    <message>
        <source>view %1</source>
        <translation>vue %1</translation>
    </message>
    <message>
        <source>Storing a view</source>
        <translation>Enregistrement d&apos;une vue</translation>
    </message>
    <message>
        <source>removal of the view %1</source>
        <translation>suppression de la vue %1</translation>
    </message>
    <message>
        <source>Removing a view</source>
        <translation>Suppression d&apos;une vue</translation>
    </message>
    <message>
        <source>Writing %1</source>
        <translation>Écriture de %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln target(s)</source>
        <translation>
            <numerusform>%Ln objectif</numerusform>
            <numerusform>%Ln objectifs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plumbline::ui::DataPage</name>
    <message>
        <source>Add files</source>
        <translation>Ajouter des fichiers</translation>
    </message>
    <message>
        <source>Changes to columns are not applied yet.</source>
        <translation>Des changements de colonnes ne sont pas encore appliqués.</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Données</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::DatasetsPresenter</name>
    <message>
        <source>change of columns</source>
        <translation>changement de colonnes</translation>
    </message>
    <message>
        <source>Changing columns of %1</source>
        <translation>Changement des colonnes de %1</translation>
    </message>
    <message>
        <source>Loading the list of imports</source>
        <translation>Chargement de la liste des imports</translation>
    </message>
    <message>
        <source>Loading rows set aside</source>
        <translation>Chargement des lignes mises de côté</translation>
    </message>
    <message>
        <source>Removing %1</source>
        <translation>Suppression de %1</translation>
    </message>
    <message>
        <source>combining exports</source>
        <translation>réunion d&apos;exports</translation>
    </message>
    <message>
        <source>Looking at what fits together</source>
        <translation>Recherche de ce qui va ensemble</translation>
    </message>
    <message>
        <source>All sources</source>
        <translation>Toutes les sources</translation>
    </message>
    <message numerus="yes">
        <source>Combining %n export(s)</source>
        <translation>
            <numerusform>Réunion de %n export</numerusform>
            <numerusform>Réunion de %n exports</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plumbline::ui::DatasetsView</name>
    <message>
        <source>No dataset yet. It needs one export of an ad platform, the shop or the CRM.</source>
        <translation>Pas encore de jeu de données. Il faut un export d&apos;une régie, de la boutique ou du CRM.</translation>
    </message>
    <message>
        <source>Import files</source>
        <translation>Importer des fichiers</translation>
    </message>
    <message>
        <source>Remove the dataset</source>
        <translation>Supprimer le jeu de données</translation>
    </message>
    <message>
        <source>Dashboards follow when the changes are applied.</source>
        <translation>Les tableaux de bord suivent une fois les changements appliqués.</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Abandonner</translation>
    </message>
    <message>
        <source>Apply changes</source>
        <translation>Appliquer</translation>
    </message>
    <message>
        <source>Datasets</source>
        <translation>Jeux de données</translation>
    </message>
    <message numerus="yes">
        <source>%n dataset(s), %1 rows</source>
        <translation>
            <numerusform>%n jeu de données, %1 lignes</numerusform>
            <numerusform>%n jeux de données, %1 lignes</numerusform>
        </translation>
    </message>
    <message>
        <source>%1. This workspace can only be read.</source>
        <translation>%1. Cet espace de travail est en lecture seule.</translation>
    </message>
    <message>
        <source>%1 is removed.</source>
        <translation>%1 est supprimé.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Columns of %1</source>
        <translation>Colonnes de %1</translation>
    </message>
    <message>
        <source>The first %1 of %2; each role decides which numbers can be told</source>
        <translation>Les %1 premières sur %2&#xa0;; chaque rôle décide des chiffres possibles</translation>
    </message>
    <message>
        <source>Each role decides which numbers can be told</source>
        <translation>Chaque rôle décide des chiffres possibles</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>Jeu de données</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Lignes</translation>
    </message>
    <message>
        <source>Imports</source>
        <translation>Imports</translation>
    </message>
    <message>
        <source>Choose one to look at</source>
        <translation>Choisissez celui à regarder</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Quand</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Mode</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>Mises de côté</translation>
    </message>
    <message numerus="yes">
        <source>%n import(s)</source>
        <translation>
            <numerusform>%n import</numerusform>
            <numerusform>%n imports</numerusform>
        </translation>
    </message>
    <message>
        <source>Each is kept as it came</source>
        <translation>Chacun est conservé tel quel</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Monnaie</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>choisir</translation>
    </message>
    <message>
        <source>Another…</source>
        <translation>Une autre…</translation>
    </message>
    <message>
        <source>Its three letters (ISO 4217):</source>
        <translation>Ses trois lettres (ISO 4217)&#xa0;:</translation>
    </message>
    <message>
        <source>No currency is known for %1.</source>
        <translation>Aucune monnaie connue pour %1.</translation>
    </message>
    <message>
        <source>These exports can be seen as one: %1.</source>
        <translation>Ces exports peuvent n&apos;en former qu&apos;un : %1.</translation>
    </message>
    <message>
        <source>Revenue then counts once, from %1; what the ad platforms claim stays beside it.</source>
        <translation>Le chiffre d&apos;affaires compte alors une seule fois, d&apos;après %1 ; ce que les régies s&apos;attribuent reste à côté.</translation>
    </message>
    <message>
        <source>See them as one</source>
        <translation>Les réunir</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::EngineSection</name>
    <message>
        <source>All (%1)</source>
        <translation>Tous (%1)</translation>
    </message>
    <message>
        <source>As it comes (512 MB)</source>
        <translation>Par défaut (512 Mo)</translation>
    </message>
    <message>
        <source> MB</source>
        <translation> Mo</translation>
    </message>
    <message>
        <source>What this machine gives</source>
        <translation>Ce que cette machine donne</translation>
    </message>
    <message>
        <source>&amp;Threads at once</source>
        <translation>&amp;Fils d&apos;exécution simultanés</translation>
    </message>
    <message>
        <source>For imports, audits, forecasts and questions. Applies to what is started next.</source>
        <translation>Pour les imports, les audits, les prévisions et les questions. S&apos;applique à ce qui sera lancé ensuite.</translation>
    </message>
    <message>
        <source>&amp;Memory of the analytical store</source>
        <translation>&amp;Mémoire de la base analytique</translation>
    </message>
    <message>
        <source>At least %1 MB. More helps with imports of many millions of rows; what does not fit is written to disk. The numbers are loaded anew.</source>
        <translation>Au moins&#xa0;%1 Mo. Davantage aide pour des imports de plusieurs millions de lignes&#xa0;; ce qui n&apos;y tient pas est écrit sur le disque. Les chiffres sont rechargés.</translation>
    </message>
    <message>
        <source>%1 MB are too few: the store needs at least %2 MB.</source>
        <translation>%1 Mo ne suffisent pas&#xa0;: la base a besoin d&apos;au moins&#xa0;%2 Mo.</translation>
    </message>
    <message>
        <source>Computing</source>
        <translation>Calcul</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ExplanationPopup</name>
    <message>
        <source>How %1 is computed</source>
        <translation>Comment %1 est calculé</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>In the glossary</source>
        <translation>Dans le glossaire</translation>
    </message>
    <message>
        <source>Set a target…</source>
        <translation>Fixer un objectif…</translation>
    </message>
    <message>
        <source>Show the findings</source>
        <translation>Voir les constats</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::FilterBar</name>
    <message>
        <source>Period</source>
        <translation>Période</translation>
    </message>
    <message>
        <source>Against</source>
        <translation>Comparé à</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtre</translation>
    </message>
    <message>
        <source>Add a filter</source>
        <translation>Ajouter un filtre</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exporter</translation>
    </message>
    <message>
        <source>%1, %2 to %3</source>
        <translation>%1, %2 à %3</translation>
    </message>
    <message>
        <source>same weeks of %1</source>
        <translation>mêmes semaines de %1</translation>
    </message>
    <message>
        <source>same days of %1</source>
        <translation>mêmes jours de %1</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tous</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 et %n autre</numerusform>
            <numerusform>%1 et %n autres</numerusform>
        </translation>
    </message>
    <message>
        <source>without %1</source>
        <translation>sans %1</translation>
    </message>
    <message>
        <source>Period: %1</source>
        <translation>Période&#xa0;: %1</translation>
    </message>
    <message>
        <source>Compared with: %1</source>
        <translation>Comparé à&#xa0;: %1</translation>
    </message>
    <message>
        <source>Filter %1: %2</source>
        <translation>Filtre %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n more filter(s)</source>
        <translation>
            <numerusform>%n autre filtre</numerusform>
            <numerusform>%n autres filtres</numerusform>
        </translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>Données</translation>
    </message>
    <message>
        <source>nothing earlier</source>
        <translation>rien d&apos;antérieur</translation>
    </message>
    <message>
        <source>Dataset: %1</source>
        <translation>Jeu de données&#xa0;: %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::FilterPopup</name>
    <message>
        <source>Filter by %1</source>
        <translation>Filtrer par %1</translation>
    </message>
    <message>
        <source>Search in %1</source>
        <translation>Chercher dans %1</translation>
    </message>
    <message>
        <source>Loading values</source>
        <translation>Chargement des valeurs</translation>
    </message>
    <message>
        <source>Leave these out</source>
        <translation>Exclure ces valeurs</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Tout montrer</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Appliquer</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ForecastPage</name>
    <message>
        <source>Keep this forecast</source>
        <translation>Conserver cette prévision</translation>
    </message>
    <message>
        <source>Stores it with its date, so that it can be held against what comes.</source>
        <translation>L&apos;enregistre avec sa date, pour la comparer à ce qui viendra.</translation>
    </message>
    <message>
        <source>Export the forecast</source>
        <translation>Exporter la prévision</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>Indicateur</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Par</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Méthode</translation>
    </message>
    <message>
        <source>Tune Prophet&apos;s settings</source>
        <translation>Optimiser les réglages de Prophet</translation>
    </message>
    <message>
        <source>Interval</source>
        <translation>Intervalle</translation>
    </message>
    <message>
        <source>Holidays</source>
        <translation>Jours fériés</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Écrit : %1</translation>
    </message>
    <message>
        <source>Kept. It will be held against what comes.</source>
        <translation>Conservée. Elle sera comparée à ce qui viendra.</translation>
    </message>
    <message>
        <source>%1, tuned</source>
        <translation>%1, optimisé</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1 : %2</translation>
    </message>
    <message>
        <source>No forecast yet. It needs the history of one measure by day.</source>
        <translation>Pas encore de prévision. Il faut l&apos;historique d&apos;une mesure par jour.</translation>
    </message>
    <message>
        <source>Import files</source>
        <translation>Importer des fichiers</translation>
    </message>
    <message>
        <source>Computing the forecast</source>
        <translation>Calcul de la prévision</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>Prévision</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Périmètre</translation>
    </message>
    <message>
        <source>Horizon</source>
        <translation>Horizon</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>Filters of the dashboard apply here; there are none</source>
        <translation>Les filtres du tableau de bord s&apos;appliquent ici ; il n&apos;y en a pas</translation>
    </message>
    <message>
        <source>Without the filter on %1</source>
        <translation>Sans le filtre sur %1</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Tout</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>tout</translation>
    </message>
    <message>
        <source>Set a target</source>
        <translation>Fixer un objectif</translation>
    </message>
    <message>
        <source>A value to be reached; the forecast says how likely it is.</source>
        <translation>Une valeur à atteindre&#xa0;; la prévision dit avec quelle probabilité.</translation>
    </message>
    <message>
        <source>Trying %1 settings of Prophet on the past</source>
        <translation>Essai de %1 réglages de Prophet sur le passé</translation>
    </message>
    <message>
        <source>Stop the search</source>
        <translation>Arrêter la recherche</translation>
    </message>
    <message>
        <source>Try %1 more</source>
        <translation>En essayer %1 de plus</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Épingler</translation>
    </message>
    <message>
        <source>Puts this curve on the dashboard, as it is today.</source>
        <translation>Place cette courbe sur le tableau de bord, telle qu’elle est aujourd’hui.</translation>
    </message>
    <message>
        <source>Pin to dashboard</source>
        <translation>Épingler au tableau de bord</translation>
    </message>
    <message>
        <source>Pinned to the dashboard.</source>
        <translation>Épinglé au tableau de bord.</translation>
    </message>
    <message>
        <source>Leave out what the auditor blocks</source>
        <translation>Écarter ce que bloque l&apos;auditeur</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ForecastPresenter</name>
    <message>
        <source>Automatic</source>
        <translation>Automatique</translation>
    </message>
    <message>
        <source>Combination</source>
        <translation>Combinaison</translation>
    </message>
    <message>
        <source>Switzerland</source>
        <translation>Suisse</translation>
    </message>
    <message>
        <source>France</source>
        <translation>France</translation>
    </message>
    <message>
        <source>Germany</source>
        <translation>Allemagne</translation>
    </message>
    <message>
        <source>Austria</source>
        <translation>Autriche</translation>
    </message>
    <message>
        <source>Italy</source>
        <translation>Italie</translation>
    </message>
    <message>
        <source>Spain</source>
        <translation>Espagne</translation>
    </message>
    <message>
        <source>United Kingdom</source>
        <translation>Royaume-Uni</translation>
    </message>
    <message>
        <source>Ireland</source>
        <translation>Irlande</translation>
    </message>
    <message>
        <source>United States</source>
        <translation>États-Unis</translation>
    </message>
    <message>
        <source>Canada</source>
        <translation>Canada</translation>
    </message>
    <message>
        <source>Brazil</source>
        <translation>Brésil</translation>
    </message>
    <message>
        <source>India</source>
        <translation>Inde</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>Computing the forecast</source>
        <translation>Calcul de la prévision</translation>
    </message>
    <message>
        <source>Holding forecasts against what came</source>
        <translation>Comparaison des prévisions à ce qui est venu</translation>
    </message>
    <message>
        <source>Keeping the forecast</source>
        <translation>Enregistrement de la prévision</translation>
    </message>
    <message>
        <source>the whole</source>
        <translation>le total</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n jour</numerusform>
            <numerusform>%n jours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n week(s)</source>
        <translation>
            <numerusform>%n semaine</numerusform>
            <numerusform>%n semaines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n month(s)</source>
        <translation>
            <numerusform>%n mois</numerusform>
            <numerusform>%n mois</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n quarter(s)</source>
        <translation>
            <numerusform>%n trimestre</numerusform>
            <numerusform>%n trimestres</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n an</numerusform>
            <numerusform>%n ans</numerusform>
        </translation>
    </message>
    <message>
        <source>target of the forecast</source>
        <translation>objectif de la prévision</translation>
    </message>
    <message>
        <source>removal of a target</source>
        <translation>retrait d’un objectif</translation>
    </message>
    <message>
        <source>Storing a target</source>
        <translation>Enregistrement d’un objectif</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::GlossaryDialog</name>
    <message>
        <source>Glossary</source>
        <translation>Glossaire</translation>
    </message>
    <message>
        <source>Search metrics</source>
        <translation>Chercher une mesure</translation>
    </message>
    <message>
        <source>Metrics</source>
        <translation>Mesures</translation>
    </message>
    <message>
        <source>Definition</source>
        <translation>Définition</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>Formule</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Unité</translation>
    </message>
    <message>
        <source>Good direction</source>
        <translation>Bon sens</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>Exemple</translation>
    </message>
    <message>
        <source>Also called</source>
        <translation>Autres noms</translation>
    </message>
    <message>
        <source>This dataset lacks what it is made of.</source>
        <translation>Ce jeu de données n&apos;a pas ce qui la compose.</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::HistoryPopup</name>
    <message>
        <source>Questions of this workspace</source>
        <translation>Questions de cet espace</translation>
    </message>
    <message>
        <source>Search questions and answers</source>
        <translation>Chercher dans les questions et réponses</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Questions</translation>
    </message>
    <message>
        <source>Erase this one</source>
        <translation>Effacer celle-ci</translation>
    </message>
    <message>
        <source>Erase all</source>
        <translation>Tout effacer</translation>
    </message>
    <message>
        <source>Erases all questions and answers of this workspace. What they cost stays in the ledger.</source>
        <translation>Efface toutes les questions et réponses de cet espace. Leur coût reste au registre.</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ImportPresenter</name>
    <message>
        <source>Reading %1</source>
        <translation>Lecture de %1</translation>
    </message>
    <message>
        <source>%1 2</source>
        <translation>%1 2</translation>
    </message>
    <message>
        <source>The file is still being read.</source>
        <translation>Le fichier est en cours de lecture.</translation>
    </message>
    <message>
        <source>Answer the question above first.</source>
        <translation>Répondez d&apos;abord à la question ci-dessus.</translation>
    </message>
    <message>
        <source>There is no row to import.</source>
        <translation>Il n&apos;y a aucune ligne à importer.</translation>
    </message>
    <message>
        <source>The workspace is still being opened.</source>
        <translation>L&apos;espace de travail s&apos;ouvre encore.</translation>
    </message>
    <message>
        <source>Open a workspace first.</source>
        <translation>Ouvrez d&apos;abord un espace de travail.</translation>
    </message>
    <message>
        <source>This workspace can only be read: its folder does not allow writing.</source>
        <translation>Cet espace de travail est en lecture seule&#xa0;: son dossier n&apos;autorise pas l&apos;écriture.</translation>
    </message>
    <message>
        <source>Import of %1</source>
        <translation>Import de %1</translation>
    </message>
    <message>
        <source>Loading the list of imports</source>
        <translation>Chargement de la liste des imports</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ImportView</name>
    <message>
        <source>No file yet. Drop exports of ad platforms, shop or CRM anywhere on this window: CSV, Excel, JSON or Parquet.</source>
        <translation>Pas encore de fichier. Déposez n&apos;importe où dans cette fenêtre des exports de régies, de boutique ou de CRM&#xa0;: CSV, Excel, JSON ou Parquet.</translation>
    </message>
    <message>
        <source>Choose files</source>
        <translation>Choisir des fichiers</translation>
    </message>
    <message>
        <source>What was guessed, and from what</source>
        <translation>Ce qui a été deviné, et d&apos;après quoi</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exporter</translation>
    </message>
    <message>
        <source>Export the rows set aside as CSV</source>
        <translation>Exporter les lignes mises de côté en CSV</translation>
    </message>
    <message>
        <source>Into</source>
        <translation>Dans</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Mode</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importer</translation>
    </message>
    <message>
        <source>A new dataset…</source>
        <translation>Un nouveau jeu de données…</translation>
    </message>
    <message>
        <source>A new dataset</source>
        <translation>Un nouveau jeu de données</translation>
    </message>
    <message>
        <source>Its name:</source>
        <translation>Son nom&#xa0;:</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Relire</translation>
    </message>
    <message>
        <source>All %1 rows are in %2.</source>
        <translation>Les %1 lignes sont dans %2.</translation>
    </message>
    <message numerus="yes">
        <source>%1 rows are in %2; %3 row(s) set aside.</source>
        <translation>
            <numerusform>%1 lignes sont dans %2&#xa0;; %3 ligne mise de côté.</numerusform>
            <numerusform>%1 lignes sont dans %2&#xa0;; %3 lignes mises de côté.</numerusform>
        </translation>
    </message>
    <message>
        <source>Open the dashboard</source>
        <translation>Ouvrir le tableau de bord</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Colonne</translation>
    </message>
    <message>
        <source>Read as</source>
        <translation>Lu comme</translation>
    </message>
    <message>
        <source>Because</source>
        <translation>Parce que</translation>
    </message>
    <message numerus="yes">
        <source>All %n columns have a use</source>
        <translation>
            <numerusform>La seule colonne a un usage (%n)</numerusform>
            <numerusform>Les %n colonnes ont un usage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n columns have a use</source>
        <translation>
            <numerusform>%1 colonne sur %n a un usage</numerusform>
            <numerusform>%1 colonnes sur %n ont un usage</numerusform>
        </translation>
    </message>
    <message>
        <source>No row is set aside</source>
        <translation>Aucune ligne mise de côté</translation>
    </message>
    <message>
        <source>No row of the part that was read is set aside</source>
        <translation>Aucune ligne mise de côté dans la partie lue</translation>
    </message>
    <message numerus="yes">
        <source>%1 row(s) set aside, %2 read</source>
        <translation>
            <numerusform>%1 ligne mise de côté, %2 lues</numerusform>
            <numerusform>%1 lignes mises de côté, %2 lues</numerusform>
        </translation>
    </message>
    <message>
        <source>Rows that cannot be read would be listed here</source>
        <translation>Les lignes illisibles seraient listées ici</translation>
    </message>
    <message>
        <source>They stay in the list and can be exported</source>
        <translation>Elles restent dans la liste et peuvent être exportées</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Ligne</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Pourquoi</translation>
    </message>
    <message>
        <source>As it stands</source>
        <translation>Telle quelle</translation>
    </message>
    <message>
        <source>%1 (new)</source>
        <translation>%1 (nouveau)</translation>
    </message>
    <message>
        <source>Into dataset: %1</source>
        <translation>Dans le jeu de données&#xa0;: %1</translation>
    </message>
    <message>
        <source>Mode: %1</source>
        <translation>Mode&#xa0;: %1</translation>
    </message>
    <message>
        <source>Import %1 rows</source>
        <translation>Importer %1 lignes</translation>
    </message>
    <message>
        <source>Leave this file out</source>
        <translation>Écarter ce fichier</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Arrêt…</translation>
    </message>
    <message>
        <source>Export the rows set aside</source>
        <translation>Exporter les lignes mises de côté</translation>
    </message>
    <message>
        <source>Set aside from %1.csv</source>
        <translation>Mises de côté de %1.csv</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Writing %1</source>
        <translation>Écriture de %1</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Écrit&#xa0;: %1</translation>
    </message>
    <message>
        <source>This file holds no text: there is nothing to show but what was read.</source>
        <translation>Ce fichier n&apos;est pas du texte&#xa0;: rien d&apos;autre à montrer que ce qui a été lu.</translation>
    </message>
    <message>
        <source>As in the file</source>
        <translation>Comme dans le fichier</translation>
    </message>
    <message>
        <source>As read</source>
        <translation>Tel que lu</translation>
    </message>
    <message>
        <source>First lines of the file as they stand</source>
        <translation>Premières lignes du fichier, telles quelles</translation>
    </message>
    <message>
        <source>Preview: %1</source>
        <translation>Aperçu&#xa0;: %1</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>Lecture de %1</translation>
    </message>
    <message>
        <source>Remembered as a recipe for files of this shape</source>
        <translation>Retenu comme recette pour les fichiers de cette forme</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::InlineMessage</name>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::IssueList</name>
    <message>
        <source>Looking for open issues</source>
        <translation>Recherche des problèmes ouverts</translation>
    </message>
    <message numerus="yes">
        <source>%1 row(s) of %2 could not be read and were set aside.</source>
        <translation>
            <numerusform>%1 ligne de&#xa0;%2 n&apos;a pas pu être lue et a été mise de côté.</numerusform>
            <numerusform>%1 lignes de&#xa0;%2 n&apos;ont pas pu être lues et ont été mises de côté.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>file, warning</comment>
        <translation>%1&#xa0;:&#xa0;%2</translation>
    </message>
    <message>
        <source>A model of %1 learnt from data that have changed since; train it anew.</source>
        <translation>Un modèle de&#xa0;%1 a appris de données qui ont changé depuis&#xa0;; entraînez-le à nouveau.</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::IssuesPanel</name>
    <message>
        <source>Import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Audit</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <source>Blocker</source>
        <translation>Bloquant</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Avertissement</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Remarque</translation>
    </message>
    <message>
        <source>No open issue</source>
        <translation>Aucun problème ouvert</translation>
    </message>
    <message numerus="yes">
        <source>%n issue(s)</source>
        <translation>
            <numerusform>%n problème</numerusform>
            <numerusform>%n problèmes</numerusform>
        </translation>
    </message>
    <message>
        <source>Issues</source>
        <translation>Problèmes</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Plus</translation>
    </message>
    <message>
        <source>Close the issues</source>
        <translation>Fermer les problèmes</translation>
    </message>
    <message>
        <source>Nothing is open: every row was read, and the auditor&apos;s findings are decided.</source>
        <translation>Rien n&apos;est ouvert&#xa0;: chaque ligne a été lue, et les constats de l&apos;auditeur sont tranchés.</translation>
    </message>
    <message numerus="yes">
        <source>%n blocker(s)</source>
        <translation>
            <numerusform>%n bloquant</numerusform>
            <numerusform>%n bloquants</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n avertissement</numerusform>
            <numerusform>%n avertissements</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n remarque</numerusform>
            <numerusform>%n remarques</numerusform>
        </translation>
    </message>
    <message>
        <source>Open issues</source>
        <translation>Problèmes ouverts</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Gravité</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Où</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::JobListModel</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Arrêt…</translation>
    </message>
    <message>
        <source>No jobs running</source>
        <translation>Aucune tâche en cours</translation>
    </message>
    <message>
        <source>%1, %2%</source>
        <translation>%1, %2&#xa0;%</translation>
    </message>
    <message numerus="yes">
        <source>%1, and %n more</source>
        <translation>
            <numerusform>%1, et %n autre</numerusform>
            <numerusform>%1, et %n autres</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plumbline::ui::JobPopup</name>
    <message>
        <source>Jobs</source>
        <translation>Tâches</translation>
    </message>
    <message>
        <source>No jobs running</source>
        <translation>Aucune tâche en cours</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Progress of %1</source>
        <translation>Avancement de %1</translation>
    </message>
    <message>
        <source>Cancel %1</source>
        <translation>Annuler %1</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::JobTray</name>
    <message>
        <source>Jobs: %1</source>
        <translation>Tâches&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::KpiCardWidget</name>
    <message>
        <source>1 finding</source>
        <translation>1 constat</translation>
    </message>
    <message numerus="yes">
        <source>%Ln findings</source>
        <translation>
            <numerusform>%Ln constat</numerusform>
            <numerusform>%Ln constats</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, no open finding</source>
        <translation>%1, aucun constat ouvert</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::LiftsDialog</name>
    <message>
        <source>Experiments</source>
        <translation>Tests</translation>
    </message>
    <message>
        <source>For some weeks a channel&apos;s spend was changed, or switched off, and the target was measured against regions or people without the change. The model takes each experiment as evidence, as strong as its standard error is small. Leave the change of spend empty where the channel was switched off.</source>
        <translation>Pendant quelques semaines, la dépense d&apos;un canal a été modifiée ou coupée, et la cible comparée à des régions ou des personnes sans ce changement. Le modèle prend chaque test comme une preuve, d&apos;autant plus forte que son erreur type est petite. Laissez le changement de dépense vide si le canal a été coupé.</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Canal</translation>
    </message>
    <message>
        <source>From (YYYY-MM-DD)</source>
        <translation>Du (AAAA-MM-JJ)</translation>
    </message>
    <message>
        <source>To (YYYY-MM-DD)</source>
        <translation>Au (AAAA-MM-JJ)</translation>
    </message>
    <message>
        <source>Change of spend a week</source>
        <translation>Changement de dépense par semaine</translation>
    </message>
    <message>
        <source>Measured lift</source>
        <translation>Effet mesuré</translation>
    </message>
    <message>
        <source>Standard error</source>
        <translation>Erreur type</translation>
    </message>
    <message>
        <source>Add experiment</source>
        <translation>Ajouter un test</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Use experiments</source>
        <translation>Utiliser les tests</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Channel of experiment %1</source>
        <translation>Canal du test %1</translation>
    </message>
    <message numerus="yes">
        <source>%n experiment(s) still need both dates, the lift and its standard error</source>
        <translation>
            <numerusform>%n test attend encore ses deux dates, l&apos;effet et son erreur type</numerusform>
            <numerusform>%n tests attendent encore leurs deux dates, l&apos;effet et son erreur type</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plumbline::ui::MainWindow</name>
    <message>
        <source>Export</source>
        <translation>Exporter</translation>
    </message>
    <message>
        <source>%1 — Plumbline</source>
        <translation>%1 — Plumbline</translation>
    </message>
    <message>
        <source>Import files</source>
        <translation>Importer des fichiers</translation>
    </message>
    <message>
        <source>Exports (*.csv *.tsv *.txt *.xlsx *.json *.ndjson *.jsonl *.parquet);;All files (*)</source>
        <translation>Exports (*.csv *.tsv *.txt *.xlsx *.json *.ndjson *.jsonl *.parquet);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Open a workspace</source>
        <translation>Ouvrir un espace de travail</translation>
    </message>
    <message>
        <source>New workspace</source>
        <translation>Nouvel espace de travail</translation>
    </message>
    <message>
        <source>Its name. It becomes a folder in %1.</source>
        <translation>Son nom. Il devient un dossier dans %1.</translation>
    </message>
    <message>
        <source>My workspace</source>
        <translation>Mon espace de travail</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) still run. Closing stops them; what was there before stays as it was.</source>
        <translation>
            <numerusform>%n tâche est en cours. Fermer l&apos;arrête&#xa0;; ce qui existait reste tel quel.</numerusform>
            <numerusform>%n tâches sont en cours. Fermer les arrête&#xa0;; ce qui existait reste tel quel.</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Arrêter et fermer</translation>
    </message>
    <message>
        <source>Close without them</source>
        <translation>Fermer sans les appliquer</translation>
    </message>
    <message>
        <source>Keep the window</source>
        <translation>Garder la fenêtre</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>&amp;New workspace…</source>
        <translation>&amp;Nouvel espace de travail…</translation>
    </message>
    <message>
        <source>&amp;Open workspace…</source>
        <translation>&amp;Ouvrir un espace de travail…</translation>
    </message>
    <message>
        <source>Open the &amp;sample workspace</source>
        <translation>Ouvrir l&apos;espace d&apos;&amp;exemple</translation>
    </message>
    <message>
        <source>&amp;Import files…</source>
        <translation>&amp;Importer des fichiers…</translation>
    </message>
    <message>
        <source>&amp;Back up the workspace…</source>
        <translation>&amp;Sauvegarder l&apos;espace de travail…</translation>
    </message>
    <message>
        <source>&amp;Restore a backup…</source>
        <translation>&amp;Restaurer une sauvegarde…</translation>
    </message>
    <message>
        <source>&amp;Close the workspace</source>
        <translation>&amp;Fermer l&apos;espace de travail</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Quitter</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Édition</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Annuler</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Rétablir</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copier</translation>
    </message>
    <message>
        <source>Add a &amp;filter…</source>
        <translation>Ajouter un &amp;filtre…</translation>
    </message>
    <message>
        <source>Remove the &amp;last filter</source>
        <translation>Retirer le &amp;dernier filtre</translation>
    </message>
    <message>
        <source>Remove &amp;all filters</source>
        <translation>Retirer &amp;tous les filtres</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Affichage</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Précédent</translation>
    </message>
    <message>
        <source>&amp;Forward</source>
        <translation>&amp;Suivant</translation>
    </message>
    <message>
        <source>&amp;Compute anew</source>
        <translation>&amp;Recalculer</translation>
    </message>
    <message>
        <source>Colours of the &amp;system</source>
        <translation>Couleurs du &amp;système</translation>
    </message>
    <message>
        <source>&amp;Light colours</source>
        <translation>Couleurs &amp;claires</translation>
    </message>
    <message>
        <source>&amp;Dark colours</source>
        <translation>Couleurs &amp;sombres</translation>
    </message>
    <message>
        <source>Language of the system</source>
        <translation>Langue du système</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>&amp;Plein écran</translation>
    </message>
    <message>
        <source>Search &amp;commands…</source>
        <translation>Chercher une &amp;commande…</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Aide</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Raccourcis clavier</translation>
    </message>
    <message>
        <source>&amp;About Plumbline</source>
        <translation>À &amp;propos de Plumbline</translation>
    </message>
    <message>
        <source>Back up the workspace</source>
        <translation>Sauvegarder l&apos;espace de travail</translation>
    </message>
    <message>
        <source>Backups (*.plumbline-backup)</source>
        <translation>Sauvegardes (*.plumbline-backup)</translation>
    </message>
    <message>
        <source>Backup of %1</source>
        <translation>Sauvegarde de %1</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Écrit&#xa0;: %1</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>Restaurer une sauvegarde</translation>
    </message>
    <message>
        <source>Backups (*.plumbline-backup);;All files (*)</source>
        <translation>Sauvegardes (*.plumbline-backup);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Restoring %1</source>
        <translation>Restauration de %1</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Fichier</translation>
    </message>
    <message>
        <source>Open r&amp;ecent</source>
        <translation>Ouvrir un ré&amp;cent</translation>
    </message>
    <message>
        <source>E&amp;xport</source>
        <translation>E&amp;xporter</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Édition</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Affichage</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Couleurs</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Langue</translation>
    </message>
    <message>
        <source>&amp;Data</source>
        <translation>&amp;Données</translation>
    </message>
    <message>
        <source>&amp;Dataset</source>
        <translation>&amp;Jeu de données</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>Ai&amp;de</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Aucun pour l&apos;instant</translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation>Vider la liste</translation>
    </message>
    <message>
        <source>Nothing to export here</source>
        <translation>Rien à exporter ici</translation>
    </message>
    <message>
        <source>&amp;Glossary of metrics</source>
        <translation>&amp;Glossaire des mesures</translation>
    </message>
    <message>
        <source>This workspace can only be read; nothing that you do in it is kept.</source>
        <translation>Cet espace de travail est en lecture seule&#xa0;; rien de ce que vous y faites n&apos;est gardé.</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>Enregistrer une copie…</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;Réglages…</translation>
    </message>
    <message>
        <source>&amp;Issues</source>
        <translation>&amp;Problèmes</translation>
    </message>
    <message>
        <source>&amp;Reset the layout</source>
        <translation>&amp;Réinitialiser la disposition</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historique</translation>
    </message>
    <message>
        <source>History of changes</source>
        <translation>Historique des changements</translation>
    </message>
    <message>
        <source>Close the history</source>
        <translation>Fermer l&apos;historique</translation>
    </message>
    <message>
        <source>Choose a step to go back, or forth, to how it was then.</source>
        <translation>Choisissez une étape pour revenir à ce qu&apos;il en était, ou y retourner.</translation>
    </message>
    <message>
        <source>As it was opened</source>
        <translation>Comme à l&apos;ouverture</translation>
    </message>
    <message>
        <source>&amp;History of changes</source>
        <translation>&amp;Historique des changements</translation>
    </message>
    <message>
        <source>&amp;On the pages</source>
        <translation>&amp;Sur les pages</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::Navigation</name>
    <message>
        <source>Measure</source>
        <translation>Mesurer</translation>
    </message>
    <message>
        <source>Predict</source>
        <translation>Prévoir</translation>
    </message>
    <message>
        <source>Advise</source>
        <translation>Conseiller</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Partager</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Pages</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::NoteDialog</name>
    <message>
        <source>Promotion</source>
        <translation>Promotion</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Prix</translation>
    </message>
    <message>
        <source>Competitor</source>
        <translation>Concurrent</translation>
    </message>
    <message>
        <source>Tracking</source>
        <translation>Mesure</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Autre</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Événement</translation>
    </message>
    <message>
        <source>Add a note</source>
        <translation>Ajouter une note</translation>
    </message>
    <message>
        <source>Change a note</source>
        <translation>Modifier une note</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Ce qui s&apos;est passé</translation>
    </message>
    <message>
        <source>Only under the filters of the page</source>
        <translation>Seulement sous les filtres de la page</translation>
    </message>
    <message>
        <source>Only for %1</source>
        <translation>Seulement pour %1</translation>
    </message>
    <message>
        <source>Expected again every year</source>
        <translation>Attendu de nouveau chaque année</translation>
    </message>
    <message>
        <source>&amp;Note</source>
        <translation>&amp;Note</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>&amp;Du</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>&amp;Au</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>&amp;Genre</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::NumbersSection</name>
    <message>
        <source>Amounts</source>
        <translation>Montants</translation>
    </message>
    <message>
        <source>&amp;Currency of amounts that name none</source>
        <translation>&amp;Monnaie des montants qui n&apos;en nomment pas</translation>
    </message>
    <message>
        <source>Three letters, such as CHF. A dataset that says its currency keeps it; amounts are never converted.</source>
        <translation>Trois lettres, par exemple CHF. Un jeu de données qui nomme sa monnaie la garde&#xa0;; les montants ne sont jamais convertis.</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>Calendrier</translation>
    </message>
    <message>
        <source>&amp;First day of the week</source>
        <translation>&amp;Premier jour de la semaine</translation>
    </message>
    <message>
        <source>Weeks keep their ISO number. Takes effect at the next start, for all pages alike.</source>
        <translation>Les semaines gardent leur numéro ISO. Prend effet au prochain démarrage, sur toutes les pages.</translation>
    </message>
    <message>
        <source>Business &amp;year begins in</source>
        <translation>L&apos;&amp;exercice commence en</translation>
    </message>
    <message>
        <source>Quarters and years follow it. Takes effect at the next start, for all pages alike.</source>
        <translation>Les trimestres et les années le suivent. Prend effet au prochain démarrage, sur toutes les pages.</translation>
    </message>
    <message>
        <source>%1 is no currency: three letters are needed, such as CHF, or nothing.</source>
        <translation>%1 n&apos;est pas une monnaie&#xa0;: il faut trois lettres, par exemple CHF, ou rien.</translation>
    </message>
    <message>
        <source>Numbers and calendar</source>
        <translation>Nombres et calendrier</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::OrderPopup</name>
    <message>
        <source>Move up</source>
        <translation>Monter</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Descendre</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Largeur</translation>
    </message>
    <message>
        <source>A third</source>
        <translation>Un tiers</translation>
    </message>
    <message>
        <source>Half</source>
        <translation>La moitié</translation>
    </message>
    <message>
        <source>Two thirds</source>
        <translation>Deux tiers</translation>
    </message>
    <message>
        <source>Full width</source>
        <translation>Toute la largeur</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Réinitialiser</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Appliquer</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::PageExports</name>
    <message>
        <source>(none)</source>
        <translation>(vide)</translation>
    </message>
    <message>
        <source>%1 without %2</source>
        <translation>%1 sauf %2</translation>
    </message>
    <message>
        <source>no filter</source>
        <translation>aucun filtre</translation>
    </message>
    <message>
        <source>Writing %1</source>
        <translation>Écriture de %1</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Écrit&#xa0;: %1</translation>
    </message>
    <message>
        <source>PDF…</source>
        <translation>PDF…</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Markdown…</source>
        <translation>Markdown…</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <source>Excel…</source>
        <translation>Excel…</translation>
    </message>
    <message>
        <source>Excel (*.xlsx)</source>
        <translation>Excel (*.xlsx)</translation>
    </message>
    <message>
        <source>CSV…</source>
        <translation>CSV…</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::PinCard</name>
    <message>
        <source>Remove from the dashboard</source>
        <translation>Retirer du tableau de bord</translation>
    </message>
    <message>
        <source>Show where it came from</source>
        <translation>Montrer d&apos;où il vient</translation>
    </message>
    <message>
        <source>As it was on %1</source>
        <translation>Tel qu&apos;il était le&#xa0;%1</translation>
    </message>
    <message>
        <source>As it was when it was pinned</source>
        <translation>Tel qu&apos;il était quand il a été épinglé</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::PredictPage</name>
    <message>
        <source>Train</source>
        <translation>Entraîner</translation>
    </message>
    <message>
        <source>Put this version back</source>
        <translation>Remettre cette version en service</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Écrit&#xa0;: %1</translation>
    </message>
    <message>
        <source>Export the prediction</source>
        <translation>Exporter la prévision</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Résultat</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Par</translation>
    </message>
    <message>
        <source>Chosen from the data</source>
        <translation>Choisi selon les données</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Train again</source>
        <translation>Réentraîner</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>choisi</translation>
    </message>
    <message>
        <source>No numbers yet. A prediction needs one export with dates and cost.</source>
        <translation>Aucun chiffre pour l&apos;instant. Une prévision demande un export avec dates et coût.</translation>
    </message>
    <message>
        <source>Import files</source>
        <translation>Importer des fichiers</translation>
    </message>
    <message>
        <source>This version learnt from other data than those of now. Train again.</source>
        <translation>Cette version a appris d&apos;autres données que celles d&apos;aujourd&apos;hui. Réentraînez-la.</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>Prédiction</translation>
    </message>
    <message>
        <source>No model yet. A forest, boosted trees and a linear model learn from the weeks of each campaign; the last weeks are held out to see which knows best. It takes a few seconds.</source>
        <translation>Aucun modèle pour l&apos;instant. Une forêt, des arbres boostés et un modèle linéaire apprennent des semaines de chaque campagne ; les dernières semaines sont mises de côté pour voir lequel prévoit le mieux. Cela prend quelques secondes.</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::PredictPresenter</name>
    <message>
        <source>Reading kept models</source>
        <translation>Lecture des modèles conservés</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <source>Version %1 is kept and in use.</source>
        <translation>La version %1 est conservée et en service.</translation>
    </message>
    <message>
        <source>Version %1 is kept. It is no better than the one in use, which stays.</source>
        <translation>La version %1 est conservée. Elle ne fait pas mieux que celle en service, qui reste.</translation>
    </message>
    <message>
        <source>The workspace is read-only: this model is not kept.</source>
        <translation>L&apos;espace de travail est en lecture seule&#xa0;: ce modèle n&apos;est pas conservé.</translation>
    </message>
    <message>
        <source>Putting a version back</source>
        <translation>Remise en service d&apos;une version</translation>
    </message>
    <message>
        <source>Version %1 is in use again.</source>
        <translation>La version %1 est de nouveau en service.</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::PreviewTable</name>
    <message>
        <source>First rows of the file</source>
        <translation>Premières lignes du fichier</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ProgressLine</name>
    <message>
        <source>Progress</source>
        <translation>Avancement</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::PulsePage</name>
    <message>
        <source>Written: %1</source>
        <translation>Écrit : %1</translation>
    </message>
    <message>
        <source>Export the page</source>
        <translation>Exporter la page</translation>
    </message>
    <message>
        <source>No numbers yet. The pulse needs one export with a date.</source>
        <translation>Pas encore de chiffres. Le pouls demande un export avec une date.</translation>
    </message>
    <message>
        <source>Import files</source>
        <translation>Importer des fichiers</translation>
    </message>
    <message>
        <source>Loading numbers</source>
        <translation>Chargement des chiffres</translation>
    </message>
    <message>
        <source>Pulse</source>
        <translation>Pouls</translation>
    </message>
    <message>
        <source>Follow…</source>
        <translation>Suivre…</translation>
    </message>
    <message>
        <source>Followed figures</source>
        <translation>Indicateurs suivis</translation>
    </message>
    <message>
        <source>Open in Root cause</source>
        <translation>Ouvrir dans Causes</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>Ajouter…</translation>
    </message>
    <message>
        <source>Keep active alerts quiet for a week</source>
        <translation>Mettre en sourdine les alertes actives pendant une semaine</translation>
    </message>
    <message>
        <source>Open the audit</source>
        <translation>Ouvrir l&apos;audit</translation>
    </message>
    <message>
        <source>The usual figures</source>
        <translation>Les indicateurs habituels</translation>
    </message>
    <message>
        <source>Looking for what moved it, against the same weekday a week before.</source>
        <translation>Recherche de ce qui l&apos;a fait bouger, face au même jour de la semaine précédente.</translation>
    </message>
    <message>
        <source>Each figure against its own weekdays of the last twelve weeks; the shaded strip is what is usual today.</source>
        <translation>Chaque indicateur face aux mêmes jours des douze dernières semaines&#xa0;; la bande grisée montre l&apos;habituel du jour.</translation>
    </message>
    <message>
        <source>No alert rule is set</source>
        <translation>Aucune règle d&apos;alerte</translation>
    </message>
    <message>
        <source>Add one to be told when a figure leaves what is usual, a target is at risk, or data are missing</source>
        <translation>Ajoutez-en une pour être prévenu quand un indicateur sort de l&apos;habituel, qu&apos;un objectif est menacé ou que des données manquent</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::PulsePresenter</name>
    <message>
        <source>Looking at the figures</source>
        <translation>Examen des chiffres</translation>
    </message>
    <message>
        <source>Looking for the drivers</source>
        <translation>Recherche des causes</translation>
    </message>
    <message>
        <source>Keeping what is followed</source>
        <translation>Enregistrement du suivi</translation>
    </message>
    <message>
        <source>follow other figures</source>
        <translation>suivre d&apos;autres indicateurs</translation>
    </message>
    <message>
        <source>Adding an alert</source>
        <translation>Ajout d&apos;une alerte</translation>
    </message>
    <message>
        <source>Keeping an alert quiet</source>
        <translation>Mise en sourdine d&apos;une alerte</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::PulseRow</name>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1,&#xa0;%2,&#xa0;%3</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::RangePicker</name>
    <message>
        <source>4 complete weeks</source>
        <translation>4 semaines complètes</translation>
    </message>
    <message>
        <source>13 complete weeks</source>
        <translation>13 semaines complètes</translation>
    </message>
    <message>
        <source>26 complete weeks</source>
        <translation>26 semaines complètes</translation>
    </message>
    <message>
        <source>52 complete weeks</source>
        <translation>52 semaines complètes</translation>
    </message>
    <message>
        <source>Month to date</source>
        <translation>Mois en cours</translation>
    </message>
    <message>
        <source>Quarter to date</source>
        <translation>Trimestre en cours</translation>
    </message>
    <message>
        <source>Year to date</source>
        <translation>Année en cours</translation>
    </message>
    <message>
        <source>All days</source>
        <translation>Tous les jours</translation>
    </message>
    <message>
        <source>From and to</source>
        <translation>Du et au</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>Premier jour</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Dernier jour</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Appliquer</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Période</translation>
    </message>
    <message>
        <source>Periods</source>
        <translation>Périodes</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 jour</translation>
    </message>
    <message numerus="yes">
        <source>%Ln days</source>
        <translation>
            <numerusform>%Ln jour</numerusform>
            <numerusform>%Ln jours</numerusform>
        </translation>
    </message>
    <message>
        <source>Last complete week</source>
        <translation>Dernière semaine complète</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::RatingDialog</name>
    <message>
        <source>Rate this review</source>
        <translation>Noter cette revue</translation>
    </message>
    <message>
        <source>1 star: of no use</source>
        <translation>1 étoile&#xa0;: inutile</translation>
    </message>
    <message>
        <source>2 stars: weak</source>
        <translation>2 étoiles&#xa0;: faible</translation>
    </message>
    <message>
        <source>3 stars: fair</source>
        <translation>3 étoiles&#xa0;: correcte</translation>
    </message>
    <message>
        <source>4 stars: good</source>
        <translation>4 étoiles&#xa0;: bonne</translation>
    </message>
    <message>
        <source>5 stars: just right</source>
        <translation>5 étoiles&#xa0;: parfaite</translation>
    </message>
    <message>
        <source>What was missing, wrong or right</source>
        <translation>Ce qui manquait, était faux ou juste</translation>
    </message>
    <message>
        <source>&amp;Stars</source>
        <translation>É&amp;toiles</translation>
    </message>
    <message>
        <source>&amp;Comment</source>
        <translation>&amp;Commentaire</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Noter</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ReadingTokens</name>
    <message>
        <source>Sheet</source>
        <translation>Feuille</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>Encodage</translation>
    </message>
    <message>
        <source>Separator</source>
        <translation>Séparateur</translation>
    </message>
    <message>
        <source>Decimal</source>
        <translation>Décimale</translation>
    </message>
    <message>
        <source>Thousands</source>
        <translation>Milliers</translation>
    </message>
    <message>
        <source>Dates</source>
        <translation>Dates</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Sauté</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>As the file suggests</source>
        <translation>Selon le fichier</translation>
    </message>
    <message>
        <source>UTF-16, big-endian</source>
        <translation>UTF-16, gros-boutiste</translation>
    </message>
    <message>
        <source>Lines above the header</source>
        <translation>Lignes au-dessus de l&apos;en-tête</translation>
    </message>
    <message>
        <source>Lines below the data</source>
        <translation>Lignes au-dessous des données</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ReportsPage</name>
    <message>
        <source>Week of the review</source>
        <translation>Semaine de la revue</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Écrit : %1</translation>
    </message>
    <message>
        <source>Export the review</source>
        <translation>Exporter la revue</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>No numbers yet. A review needs one export with a date and two weeks.</source>
        <translation>Pas encore de chiffres. Une revue demande un export avec une date et deux semaines.</translation>
    </message>
    <message>
        <source>Import files</source>
        <translation>Importer des fichiers</translation>
    </message>
    <message>
        <source>Not whole: a part could not be made.</source>
        <translation>Incomplet : une partie n&apos;a pas pu être établie.</translation>
    </message>
    <message>
        <source>Loading numbers</source>
        <translation>Chargement des chiffres</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Ce qu&apos;il faut faire</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>Computation</source>
        <translation>Calcul</translation>
    </message>
    <message>
        <source>Parts of this review</source>
        <translation>Parties de cette revue</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Partie</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motif</translation>
    </message>
    <message>
        <source>there</source>
        <translation>présente</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>échouée</translation>
    </message>
    <message>
        <source>not possible</source>
        <translation>impossible</translation>
    </message>
    <message>
        <source>Weekly review</source>
        <translation>Revue de la semaine</translation>
    </message>
    <message>
        <source>shown, not written</source>
        <translation>affichée, non écrite</translation>
    </message>
    <message>
        <source>of older data</source>
        <translation>données plus anciennes</translation>
    </message>
    <message>
        <source>not whole</source>
        <translation>incomplète</translation>
    </message>
    <message>
        <source>written</source>
        <translation>écrite</translation>
    </message>
    <message>
        <source>Reviews by</source>
        <translation>Revues par</translation>
    </message>
    <message>
        <source>Rate…</source>
        <translation>Noter…</translation>
    </message>
    <message>
        <source>%1 written, %2 unchanged, %3 not whole or not made: see the grid</source>
        <translation>%1 écrites,&#xa0;%2 inchangées,&#xa0;%3 incomplètes ou impossibles&#xa0;: voir la grille</translation>
    </message>
    <message>
        <source>%1 written, %2 unchanged, in %3</source>
        <translation>%1 écrites,&#xa0;%2 inchangées, dans&#xa0;%3</translation>
    </message>
    <message>
        <source>Write only the one shown</source>
        <translation>N&apos;écrire que celle affichée</translation>
    </message>
    <message>
        <source>Open the PDF of the one shown</source>
        <translation>Ouvrir le PDF de celle affichée</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Ouvrir le dossier</translation>
    </message>
    <message>
        <source>Write them by themselves once a week is whole</source>
        <translation>Les écrire d&apos;elles-mêmes dès qu&apos;une semaine est complète</translation>
    </message>
    <message>
        <source>Stop writing</source>
        <translation>Arrêter l&apos;écriture</translation>
    </message>
    <message>
        <source>Write all</source>
        <translation>Tout écrire</translation>
    </message>
    <message>
        <source>Everything alone</source>
        <translation>Ensemble seulement</translation>
    </message>
    <message>
        <source>by %1</source>
        <translation>par&#xa0;%1</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Périmètre</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Ensemble</translation>
    </message>
    <message>
        <source>No review of these weeks is written yet</source>
        <translation>Aucune revue de ces semaines n&apos;est encore écrite</translation>
    </message>
    <message numerus="yes">
        <source>%Ln review(s) of these weeks are written</source>
        <translation>
            <numerusform>%Ln revue de ces semaines est écrite</numerusform>
            <numerusform>%Ln revues de ces semaines sont écrites</numerusform>
        </translation>
    </message>
    <message>
        <source>Click a week of a scope to read it below; Write all makes what is missing or out of date</source>
        <translation>Cliquez sur une semaine pour la lire ci-dessous&#xa0;; Tout écrire produit ce qui manque ou a vieilli</translation>
    </message>
    <message>
        <source>%1; text by %2</source>
        <translation>%1&#xa0;; texte de&#xa0;%2</translation>
    </message>
    <message>
        <source>%1 written, the texts from templates: %2</source>
        <translation>%1 rédigés, textes des modèles de phrases&#xa0;: %2</translation>
    </message>
    <message>
        <source>Let the model write the first page</source>
        <translation>Laisser le modèle rédiger la première page</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ReportsPresenter</name>
    <message>
        <source>Writing the review</source>
        <translation>Rédaction de la revue</translation>
    </message>
    <message>
        <source>Looking what is written</source>
        <translation>Recherche des revues écrites</translation>
    </message>
    <message>
        <source>Writing all reviews</source>
        <translation>Écriture de toutes les revues</translation>
    </message>
    <message>
        <source>Writing a review</source>
        <translation>Écriture d&apos;une revue</translation>
    </message>
    <message>
        <source>Keeping a rating</source>
        <translation>Enregistrement d&apos;un avis</translation>
    </message>
    <message>
        <source>Keeping the schedule</source>
        <translation>Enregistrement de la planification</translation>
    </message>
    <message>
        <source>Keeping the choice of the writer</source>
        <translation>Enregistrement du choix du rédacteur</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ReportsSettings</name>
    <message>
        <source>On paper</source>
        <translation>Sur papier</translation>
    </message>
    <message>
        <source>Name of the workspace</source>
        <translation>Nom de l&apos;espace de travail</translation>
    </message>
    <message>
        <source>By country</source>
        <translation>Selon le pays</translation>
    </message>
    <message>
        <source>Brand &amp;name</source>
        <translation>&amp;Nom de marque</translation>
    </message>
    <message>
        <source>&amp;Colour</source>
        <translation>&amp;Couleur</translation>
    </message>
    <message>
        <source>Of the rule, the titles and the numbers of actions; it has to be dark enough to be read on white.</source>
        <translation>Du filet, des titres et des numéros d&apos;action ; elle doit être assez foncée pour se lire sur blanc.</translation>
    </message>
    <message>
        <source>&amp;Paper</source>
        <translation>&amp;Papier</translation>
    </message>
    <message>
        <source>No logo</source>
        <translation>Aucun logo</translation>
    </message>
    <message>
        <source>Choose a logo…</source>
        <translation>Choisir un logo…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Mail of alerts</source>
        <translation>Courriel des alertes</translation>
    </message>
    <message>
        <source>Where the server asks for one</source>
        <translation>Si le serveur en demande un</translation>
    </message>
    <message>
        <source>Kept on this machine only</source>
        <translation>Conservé sur ce poste seulement</translation>
    </message>
    <message>
        <source>Addresses, separated by commas</source>
        <translation>Adresses, séparées par des virgules</translation>
    </message>
    <message>
        <source>Send a test</source>
        <translation>Envoyer un essai</translation>
    </message>
    <message>
        <source>&amp;Server</source>
        <translation>&amp;Serveur</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>&amp;Utilisateur</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>&amp;Mot de passe</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>&amp;De</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>&amp;À</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alertes</translation>
    </message>
    <message>
        <source>Gets the alerts as JSON on its input</source>
        <translation>Reçoit les alertes en JSON sur son entrée</translation>
    </message>
    <message>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <source>Only after an import</source>
        <translation>Seulement après un import</translation>
    </message>
    <message>
        <source>Co&amp;mmand</source>
        <translation>Co&amp;mmande</translation>
    </message>
    <message>
        <source>&amp;Look every</source>
        <translation>Vérifier to&amp;utes les</translation>
    </message>
    <message>
        <source>Message of the system where an alert begins</source>
        <translation>Message du système quand une alerte commence</translation>
    </message>
    <message>
        <source>This colour is too light for text on white; it is used for the rule at most.</source>
        <translation>Cette couleur est trop claire pour du texte sur blanc&#xa0;; elle ne sert qu&apos;au filet.</translation>
    </message>
    <message>
        <source>Reading the settings</source>
        <translation>Lecture des réglages</translation>
    </message>
    <message>
        <source>A logo is set</source>
        <translation>Un logo est défini</translation>
    </message>
    <message>
        <source>Keeping the settings</source>
        <translation>Enregistrement des réglages</translation>
    </message>
    <message>
        <source>Choose a logo</source>
        <translation>Choisir un logo</translation>
    </message>
    <message>
        <source>Pictures (*.png *.svg)</source>
        <translation>Images (*.png *.svg)</translation>
    </message>
    <message>
        <source>Plumbline: a test</source>
        <translation>Plumbline&#xa0;: essai</translation>
    </message>
    <message>
        <source>Alerts will be sent from here to you.</source>
        <translation>Les alertes vous seront envoyées d&apos;ici.</translation>
    </message>
    <message>
        <source>Sending a test</source>
        <translation>Envoi d&apos;un essai</translation>
    </message>
    <message>
        <source>The test was taken by the server.</source>
        <translation>Le serveur a accepté l&apos;essai.</translation>
    </message>
    <message>
        <source>Reports and mail</source>
        <translation>Rapports et courriel</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ResponsePage</name>
    <message>
        <source>Target</source>
        <translation>Cible</translation>
    </message>
    <message>
        <source>Experiments…</source>
        <translation>Tests…</translation>
    </message>
    <message>
        <source>Draw full posterior</source>
        <translation>Calcul complet</translation>
    </message>
    <message>
        <source>Target: %1</source>
        <translation>Cible : %1</translation>
    </message>
    <message>
        <source>No numbers yet. Response curves need two years of spend by channel and what was sold.</source>
        <translation>Pas encore de chiffres. Les courbes de réponse demandent deux ans de dépenses par canal et de ventes.</translation>
    </message>
    <message>
        <source>What did each channel really bring, and what would one more franc bring?</source>
        <translation>Qu&apos;a vraiment apporté chaque canal, et qu&apos;apporterait un franc de plus ?</translation>
    </message>
    <message>
        <source>Import files</source>
        <translation>Importer des fichiers</translation>
    </message>
    <message>
        <source>Estimate</source>
        <translation>Estimer</translation>
    </message>
    <message>
        <source>Numbers or experiments have changed since this was estimated.</source>
        <translation>Les chiffres ou les tests ont changé depuis cette estimation.</translation>
    </message>
    <message>
        <source>Estimate again</source>
        <translation>Estimer à nouveau</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>Réponse</translation>
    </message>
    <message>
        <source>Estimating response</source>
        <translation>Estimation de la réponse</translation>
    </message>
    <message>
        <source>Curve of channel: %1</source>
        <translation>Courbe du canal : %1</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ResponsePresenter</name>
    <message>
        <source>change of experiments</source>
        <translation>modification des tests</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>Réponse</translation>
    </message>
    <message>
        <source>Experiments</source>
        <translation>Tests</translation>
    </message>
    <message>
        <source>Response, all draws</source>
        <translation>Réponse, calcul complet</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::RoiPage</name>
    <message>
        <source>Break down by</source>
        <translation>Ventiler par</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Écrit&#xa0;: %1</translation>
    </message>
    <message>
        <source>Export the page</source>
        <translation>Exporter la page</translation>
    </message>
    <message>
        <source>No numbers yet. A return needs one export with cost and revenue.</source>
        <translation>Pas encore de chiffres. Un retour demande un export avec coût et chiffre d&apos;affaires.</translation>
    </message>
    <message>
        <source>It takes a column of costs and a column of revenue.</source>
        <translation>Il faut une colonne de coûts et une colonne de chiffre d&apos;affaires.</translation>
    </message>
    <message>
        <source>Import files</source>
        <translation>Importer des fichiers</translation>
    </message>
    <message>
        <source>Loading numbers</source>
        <translation>Chargement des chiffres</translation>
    </message>
    <message>
        <source>Return on spend</source>
        <translation>Retour sur dépenses</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::RoiPresenter</name>
    <message>
        <source>Computing returns</source>
        <translation>Calcul des retours</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::RoleHeader</name>
    <message>
        <source>Role of %1: %2</source>
        <translation>Rôle de %1&#xa0;: %2</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::RootCausePage</name>
    <message>
        <source>Metric</source>
        <translation>Indicateur</translation>
    </message>
    <message>
        <source>Metric: %1</source>
        <translation>Indicateur : %1</translation>
    </message>
    <message>
        <source>No numbers yet. Import an export, and any change of a metric can be explained here.</source>
        <translation>Pas encore de chiffres. Importez un export : toute variation d&apos;un indicateur pourra être expliquée ici.</translation>
    </message>
    <message>
        <source>Import files</source>
        <translation>Importer des fichiers</translation>
    </message>
    <message>
        <source>Root cause</source>
        <translation>Cause</translation>
    </message>
    <message>
        <source>%1, against %2. All parts add up to the change; nothing is left over.</source>
        <translation>Période %1 ; comparaison : %2. La somme des parts égale la variation, sans reste.</translation>
    </message>
    <message>
        <source>No change</source>
        <translation>Aucune variation</translation>
    </message>
    <message>
        <source>Local cause</source>
        <translation>Cause locale</translation>
    </message>
    <message>
        <source>Shift of the mix</source>
        <translation>Effet de mix</translation>
    </message>
    <message>
        <source>Broad shift</source>
        <translation>Mouvement général</translation>
    </message>
    <message>
        <source>Unclear</source>
        <translation>Indéterminé</translation>
    </message>
    <message>
        <source>high</source>
        <translation>élevée</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>moyenne</translation>
    </message>
    <message>
        <source>low</source>
        <translation>faible</translation>
    </message>
    <message>
        <source>How sure: %1</source>
        <translation>Certitude : %1</translation>
    </message>
    <message>
        <source>the segments named make up %1</source>
        <translation>les segments nommés en font %1</translation>
    </message>
    <message>
        <source>Parts by %1</source>
        <translation>Parts par %1</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Tout</translation>
    </message>
    <message>
        <source>%1: %2, by %3</source>
        <translation>%1 : %2, par %3</translation>
    </message>
    <message>
        <source>Largest move first; a click goes one level down</source>
        <translation>Du plus fort au plus faible ; un clic descend d&apos;un niveau</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Avant</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Après</translation>
    </message>
    <message>
        <source>Contribution</source>
        <translation>Contribution</translation>
    </message>
    <message>
        <source>Loss or gain</source>
        <translation>Perte ou gain</translation>
    </message>
    <message>
        <source>In %</source>
        <translation>En %</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>(aucun)</translation>
    </message>
    <message>
        <source>The links of the formula</source>
        <translation>Les maillons de la formule</translation>
    </message>
    <message>
        <source>Logarithmic shares; they add up to the change</source>
        <translation>Parts logarithmiques ; leur somme égale la variation</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Maillon</translation>
    </message>
    <message>
        <source>What else speaks for it</source>
        <translation>Ce qui l&apos;appuie encore</translation>
    </message>
    <message>
        <source>Notes of those days; who made the last 26 weeks go up and down</source>
        <translation>Notes de ces jours ; qui a fait varier les 26 dernières semaines</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Indice</translation>
    </message>
    <message>
        <source>Weekly ups and downs from %1</source>
        <translation>Variations hebdomadaires dues à %1</translation>
    </message>
    <message>
        <source>Typical variation of a single segment</source>
        <translation>Variation habituelle d&apos;un segment seul</translation>
    </message>
    <message>
        <source>Not looked at, too many values: %1</source>
        <translation>Non examiné, trop de valeurs : %1</translation>
    </message>
    <message>
        <source>The data do not reach back a year: this is against the period just before.</source>
        <translation>Les données ne remontent pas à un an&#xa0;: la comparaison porte sur la période qui précède.</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::RootCausePresenter</name>
    <message>
        <source>Looking for the cause</source>
        <translation>Recherche de la cause</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::SegmentsPage</name>
    <message>
        <source>Across</source>
        <translation>En abscisse</translation>
    </message>
    <message>
        <source>Upwards</source>
        <translation>En ordonnée</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Écrit : %1</translation>
    </message>
    <message>
        <source>Export the page</source>
        <translation>Exporter la page</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Groupes</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>au choix du programme</translation>
    </message>
    <message>
        <source>Chosen from the data</source>
        <translation>Selon les données</translation>
    </message>
    <message>
        <source>No campaigns yet. Groups need one export with campaigns.</source>
        <translation>Pas encore de campagnes. Il faut un export avec des campagnes.</translation>
    </message>
    <message>
        <source>Import files</source>
        <translation>Importer des fichiers</translation>
    </message>
    <message>
        <source>Grouping campaigns</source>
        <translation>Regroupement des campagnes</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>Segments</translation>
    </message>
    <message>
        <source>Plan the budget of</source>
        <translation>Planifier le budget de</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::SegmentsPresenter</name>
    <message>
        <source>Grouping campaigns</source>
        <translation>Regroupement des campagnes</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::Selection</name>
    <message>
        <source>change of period</source>
        <translation>le changement de période</translation>
    </message>
    <message>
        <source>change of comparison</source>
        <translation>le changement de comparaison</translation>
    </message>
    <message>
        <source>removal of a filter</source>
        <translation>le retrait d&apos;un filtre</translation>
    </message>
    <message>
        <source>filter %1</source>
        <translation>le filtre %1</translation>
    </message>
    <message>
        <source>removal of all filters</source>
        <translation>le retrait des filtres</translation>
    </message>
    <message>
        <source>change of filters</source>
        <translation>changement de filtres</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::Session</name>
    <message>
        <source>Opening %1</source>
        <translation>Ouverture de %1</translation>
    </message>
    <message>
        <source>Making %1</source>
        <translation>Création de %1</translation>
    </message>
    <message>
        <source>Opening the sample workspace</source>
        <translation>Ouverture de l&apos;espace d&apos;exemple</translation>
    </message>
    <message>
        <source>Loading numbers</source>
        <translation>Chargement des chiffres</translation>
    </message>
    <message>
        <source>pin of %1</source>
        <translation>épinglage de&#xa0;%1</translation>
    </message>
    <message>
        <source>Storing a pin</source>
        <translation>Enregistrement de l&apos;épingle</translation>
    </message>
    <message>
        <source>removal of the pin %1</source>
        <translation>retrait de l&apos;épingle&#xa0;%1</translation>
    </message>
    <message>
        <source>Removing a pin</source>
        <translation>Retrait de l&apos;épingle</translation>
    </message>
    <message>
        <source>Keeping what was looked at</source>
        <translation>Enregistrement de ce qui était affiché</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::SetAsideView</name>
    <message>
        <source>Import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exporter</translation>
    </message>
    <message>
        <source>Export the rows set aside as CSV</source>
        <translation>Exporter les lignes mises de côté en CSV</translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 row(s)</source>
        <translation>
            <numerusform>%1&#xa0;: %2 ligne</numerusform>
            <numerusform>%1&#xa0;: %2 lignes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 row(s) of %2 set aside</source>
        <translation>
            <numerusform>%1 ligne de %2 mise de côté</numerusform>
            <numerusform>%1 lignes de %2 mises de côté</numerusform>
        </translation>
    </message>
    <message>
        <source>No row is set aside</source>
        <translation>Aucune ligne mise de côté</translation>
    </message>
    <message>
        <source>They could not be read as the others; none is dropped in silence.</source>
        <translation>Elles n&apos;ont pu être lues comme les autres&#xa0;; aucune n&apos;est perdue en silence.</translation>
    </message>
    <message>
        <source>Every row of %1 was read. Rows that cannot be read would be listed here with line and reason.</source>
        <translation>Chaque ligne de %1 a été lue. Les lignes illisibles seraient listées ici avec ligne et raison.</translation>
    </message>
    <message>
        <source>Rows that an import cannot read are listed here with line and reason.</source>
        <translation>Les lignes qu&apos;un import ne peut lire sont listées ici avec ligne et raison.</translation>
    </message>
    <message numerus="yes">
        <source>%1 row(s) of %2</source>
        <translation>
            <numerusform>%1 ligne de %2</numerusform>
            <numerusform>%1 lignes de %2</numerusform>
        </translation>
    </message>
    <message>
        <source>Line in the file, why it was set aside, and the line as it stands</source>
        <translation>Ligne du fichier, pourquoi elle a été mise de côté, et la ligne telle quelle</translation>
    </message>
    <message>
        <source>Import: %1</source>
        <translation>Import&#xa0;: %1</translation>
    </message>
    <message>
        <source>Rows set aside</source>
        <translation>Lignes mises de côté</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Ligne</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Pourquoi</translation>
    </message>
    <message>
        <source>As it stands</source>
        <translation>Telle quelle</translation>
    </message>
    <message>
        <source>Export the rows set aside</source>
        <translation>Exporter les lignes mises de côté</translation>
    </message>
    <message>
        <source>Set aside from %1.csv</source>
        <translation>Mises de côté de %1.csv</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Writing %1</source>
        <translation>Écriture de %1</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Écrit&#xa0;: %1</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>Mises de côté</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Rubriques</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ShortcutsSection</name>
    <message>
        <source>No keys</source>
        <translation>Aucune touche</translation>
    </message>
    <message>
        <source>As it was</source>
        <translation>Par défaut</translation>
    </message>
    <message>
        <source>Keys of each command</source>
        <translation>Touches de chaque commande</translation>
    </message>
    <message>
        <source>Search for a command or keys</source>
        <translation>Chercher une commande ou des touches</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>Commandes et leurs touches</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Commande</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menu</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Touches</translation>
    </message>
    <message>
        <source>New keys: press them here</source>
        <translation>Nouvelles touches&#xa0;: appuyez ici</translation>
    </message>
    <message>
        <source>Restore all</source>
        <translation>Tout rétablir</translation>
    </message>
    <message>
        <source>%1 belongs to “%2”.</source>
        <translation>%1 appartient à «&#xa0;%2&#xa0;».</translation>
    </message>
    <message>
        <source>Take it from there</source>
        <translation>L&apos;en retirer</translation>
    </message>
    <message>
        <source>%1 is given to both “%2” and “%3”.</source>
        <translation>%1 est attribué à la fois à «&#xa0;%2&#xa0;» et à «&#xa0;%3&#xa0;».</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Raccourcis clavier</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::SimulatorPage</name>
    <message>
        <source>Budgets</source>
        <translation>Budgets</translation>
    </message>
    <message>
        <source>Percent against today</source>
        <translation>En pourcentage d&apos;aujourd&apos;hui</translation>
    </message>
    <message>
        <source>Put on the sliders</source>
        <translation>Remettre sur les curseurs</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Résultat</translation>
    </message>
    <message>
        <source>%</source>
        <comment>after a number</comment>
        <translation> %</translation>
    </message>
    <message>
        <source>All budgets</source>
        <translation>Tous les budgets</translation>
    </message>
    <message>
        <source>As today</source>
        <translation>Comme aujourd&apos;hui</translation>
    </message>
    <message>
        <source>Save plan…</source>
        <translation>Enregistrer le plan…</translation>
    </message>
    <message>
        <source>Save plan</source>
        <translation>Enregistrer le plan</translation>
    </message>
    <message>
        <source>Name of the plan</source>
        <translation>Nom du plan</translation>
    </message>
    <message>
        <source>No numbers yet. A what-if needs one export with dates and cost.</source>
        <translation>Pas encore de chiffres. Il faut un export avec des dates et des coûts.</translation>
    </message>
    <message>
        <source>Import files</source>
        <translation>Importer des fichiers</translation>
    </message>
    <message>
        <source>Learning how results follow spend</source>
        <translation>Étude du lien entre dépenses et résultats</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>Et si</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Écrit&#xa0;: %1</translation>
    </message>
    <message>
        <source>Export the plan</source>
        <translation>Exporter le plan</translation>
    </message>
    <message>
        <source>Selected budgets</source>
        <translation>Budgets choisis</translation>
    </message>
    <message>
        <source>Percent against today; the first concerns %1</source>
        <translation>En pourcentage d&apos;aujourd&apos;hui&#xa0;; le premier concerne&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::SimulatorPresenter</name>
    <message>
        <source>Learning how results follow spend</source>
        <translation>Étude du lien entre dépenses et résultats</translation>
    </message>
    <message>
        <source>Reading saved plans</source>
        <translation>Lecture des plans enregistrés</translation>
    </message>
    <message>
        <source>Saving the plan</source>
        <translation>Enregistrement du plan</translation>
    </message>
    <message>
        <source>Removing the plan</source>
        <translation>Suppression du plan</translation>
    </message>
    <message>
        <source>On the sliders</source>
        <translation>Sur les curseurs</translation>
    </message>
    <message>
        <source>Writing %1</source>
        <translation>Écriture de %1</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::SpecHeader</name>
    <message>
        <source>What is %1?</source>
        <translation>Qu&apos;est-ce que %1&#xa0;?</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::SpecTable</name>
    <message>
        <source>Copy the table</source>
        <translation>Copier le tableau</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>Enregistrer en CSV…</translation>
    </message>
    <message>
        <source>Save as Excel…</source>
        <translation>Enregistrer en Excel…</translation>
    </message>
    <message>
        <source>What is %1?</source>
        <translation>Qu&apos;est-ce que %1&#xa0;?</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>Enregistrer le tableau</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Excel (*.xlsx)</source>
        <translation>Excel (*.xlsx)</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::StartPage</name>
    <message>
        <source>From a folder of exports to a dashboard</source>
        <translation>D&apos;un dossier d&apos;exports au tableau de bord</translation>
    </message>
    <message>
        <source>A workspace is a folder that holds what was imported. Nothing leaves this machine.</source>
        <translation>Un espace de travail est un dossier qui garde ce qui a été importé. Rien ne quitte cette machine.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <source>A workspace that exists, or a new one</source>
        <translation>Un espace de travail existant, ou un nouveau</translation>
    </message>
    <message>
        <source>Open a workspace…</source>
        <translation>Ouvrir un espace de travail…</translation>
    </message>
    <message>
        <source>New workspace…</source>
        <translation>Nouvel espace de travail…</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Récents</translation>
    </message>
    <message>
        <source>Look around with a sample</source>
        <translation>Découvrir avec un exemple</translation>
    </message>
    <message>
        <source>Two years of a made-up outfitter&apos;s campaigns, made on this machine in a few seconds</source>
        <translation>Deux ans de campagnes d&apos;une enseigne fictive, créés sur cette machine en quelques secondes</translation>
    </message>
    <message>
        <source>Open the sample workspace</source>
        <translation>Ouvrir l&apos;espace d&apos;exemple</translation>
    </message>
    <message>
        <source>Drop files here</source>
        <translation>Déposez des fichiers ici</translation>
    </message>
    <message>
        <source>Exports of ad platforms, shop, CRM or web analytics: CSV, Excel, JSON, Parquet</source>
        <translation>Exports de régies, boutique, CRM ou analytique web&#xa0;: CSV, Excel, JSON, Parquet</translation>
    </message>
    <message>
        <source>Plumbline shows how it reads them before anything is stored. A first workspace is made for them.</source>
        <translation>Plumbline montre comment il les lit avant d&apos;enregistrer quoi que ce soit. Un premier espace de travail est créé pour eux.</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>Choisir des fichiers…</translation>
    </message>
    <message>
        <source>My workspace</source>
        <translation>Mon espace de travail</translation>
    </message>
    <message>
        <source>None yet.</source>
        <translation>Aucun pour l&apos;instant.</translation>
    </message>
    <message>
        <source>%1 is not there now.</source>
        <translation>%1 n&apos;est pas là en ce moment.</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>Ouvrir %1</translation>
    </message>
    <message>
        <source>Looking for recent workspaces</source>
        <translation>Recherche des espaces récents</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Accueil</translation>
    </message>
    <message>
        <source>Unpin %1</source>
        <translation>Détacher %1</translation>
    </message>
    <message>
        <source>Pin %1</source>
        <translation>Épingler %1</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::StatusRow</name>
    <message>
        <source>Offline, nothing leaves this machine</source>
        <translation>Hors ligne, rien ne quitte cette machine</translation>
    </message>
    <message>
        <source>Data to %1</source>
        <translation>Données au %1</translation>
    </message>
    <message>
        <source>Snapshot %1</source>
        <translation>Instantané %1</translation>
    </message>
    <message>
        <source>Shows what is open: rows set aside, findings, models</source>
        <translation>Montre ce qui reste ouvert&#xa0;: lignes mises de côté, constats, modèles</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::TableCard</name>
    <message>
        <source>Search</source>
        <translation>Chercher</translation>
    </message>
    <message>
        <source>Search the rows</source>
        <translation>Chercher dans les lignes</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::TableModel</name>
    <message>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <source>no</source>
        <translation>non</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::TargetDialog</name>
    <message>
        <source>Target</source>
        <translation>Objectif</translation>
    </message>
    <message>
        <source>The forecast says how likely the target is.</source>
        <translation>La prévision dit avec quelle probabilité l’objectif sera atteint.</translation>
    </message>
    <message>
        <source>The whole forecast, %1</source>
        <translation>Toute la prévision, %1</translation>
    </message>
    <message>
        <source>&amp;Period</source>
        <translation>&amp;Période</translation>
    </message>
    <message>
        <source>&amp;Value</source>
        <translation>&amp;Valeur</translation>
    </message>
    <message>
        <source>Remove the target</source>
        <translation>Retirer l’objectif</translation>
    </message>
    <message>
        <source>Set the target</source>
        <translation>Fixer l’objectif</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::TargetsDialog</name>
    <message>
        <source>Targets</source>
        <translation>Objectifs</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Mois</translation>
    </message>
    <message>
        <source>Quarter</source>
        <translation>Trimestre</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Année</translation>
    </message>
    <message>
        <source>Days of one&apos;s own</source>
        <translation>Autres jours</translation>
    </message>
    <message>
        <source>&amp;Metric</source>
        <translation>&amp;Mesure</translation>
    </message>
    <message>
        <source>&amp;Period</source>
        <translation>&amp;Période</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>&amp;Du</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>&amp;Au</translation>
    </message>
    <message>
        <source>&amp;Value</source>
        <translation>&amp;Valeur</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Set the target</source>
        <translation>Fixer l&apos;objectif</translation>
    </message>
    <message>
        <source>No target is set yet.</source>
        <translation>Aucun objectif n&apos;est fixé.</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1&#xa0;: %2, %3</translation>
    </message>
    <message>
        <source>Remove the target %1</source>
        <translation>Supprimer l&apos;objectif %1</translation>
    </message>
    <message>
        <source>Paste from a sheet</source>
        <translation>Coller depuis une feuille</translation>
    </message>
    <message>
        <source>Copied cells with a head: metric, period (2026-11) or from and to, value, and dimensions where needed</source>
        <translation>Cellules copiées avec un en-tête&#xa0;: indicateur, période (2026-11) ou du et au, valeur, et dimensions si nécessaire</translation>
    </message>
    <message numerus="yes">
        <source>%Ln target(s) taken from the sheet.</source>
        <translation>
            <numerusform>%Ln objectif repris de la feuille.</numerusform>
            <numerusform>%Ln objectifs repris de la feuille.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plumbline::ui::TrustBanner</name>
    <message>
        <source>Not to be relied on yet: %1.</source>
        <translation>Pas encore fiable&#xa0;: %1.</translation>
    </message>
    <message>
        <source>To be checked: %1.</source>
        <translation>À vérifier&#xa0;: %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n more finding(s) concern this page.</source>
        <translation>
            <numerusform>%n autre constat concerne cette page.</numerusform>
            <numerusform>%n autres constats concernent cette page.</numerusform>
        </translation>
    </message>
    <message>
        <source>See the evidence</source>
        <translation>Voir la preuve</translation>
    </message>
</context>
</TS>
