<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>Import</name>
    <message>
        <source>Import files</source>
        <translation type="unfinished">Dateien importieren</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Importing %1 into %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 leaves one thing open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 reads well: about %2 rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 reads well: all %2 rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 reads well: %2 of %3 rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not read well: %2 of %3 rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, read to the last line in %2&#xa0;s. Nothing is stored before you import.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, a part of it looked at in %2&#xa0;s. Nothing is stored before you import.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n more file(s) wait.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>comma</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>apostrophe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>day first (31.12.2026)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>month first (12/31/2026)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>year first (2026-12-31)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished">nichts</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) above</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) below</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2 below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every date in %1 can be read two ways, and the two give different days. Which comes first?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sign in the numbers of %1 can be a decimal or a thousands sign. Which sign marks the decimals?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Day first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Month first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Year first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comma: 1,5 is one and a half</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point: 1.5 is one and a half</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dimension, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dimension</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit</source>
        <translation type="unfinished">Einheit</translation>
    </message>
</context>
<context>
    <name>Reason</name>
    <message>
        <source>name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>you said so</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>counts the rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a percentage: never summed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a ratio: never summed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in millionths of the currency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the same on every row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a flag (0 or 1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one of %1 columns that split %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>few codes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>identifiers are never summed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>planned, lost or of another period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at least the cost on %1 of rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at most the impressions on %1 of rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>differs on nearly every row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one currency for all rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a number that stands for a group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>values are channels: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is the %2 already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>conversions beside %1 may count either</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an amount of money</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>long numbers, nearly all different</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>between 0 and 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>below zero on some rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing says that it can be summed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whole numbers with %1 values: a code or a level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whole numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a number that nothing forbids to sum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stands in for the channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>days as yyyyMMdd</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>months, as their first day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weeks, as their Monday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>quarters, as their first day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>day and month as in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mixed currencies: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sign in the values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>currency in the name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>currency column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>currency in the title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a quote that never closes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 fields</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the header again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>characters that are not UTF-8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no day of the calendar in %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not between the years 1900 and 2200 in %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a finite number in %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no date in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not an object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not valid JSON: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” in %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line %1 holds totals (%2) and was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line %1 is a remark (%2) and was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A row at the end holds totals (%1) and was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A row at the end is a remark (%1) and was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 rows have quotes where none belong; they were read as part of the text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another table stands above, from line %1 on; only the larger one was read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows end before the last column where that is empty; such rows were filled up with missing values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NaN and Infinity were read as missing values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column %1 mixes currencies (%2): its amounts must not be summed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The header has %1 names for %2 columns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A second table (%1) begins at line %2; only the first one was read. The other can be imported by itself: skip the %3 lines above it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 rows have no date in %3 and are set aside; if they belong in the numbers, give the role of the date to another column.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No separator was found: each line was read as one value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column %1 is read as text: %2 of %3 values are numbers, the others are not, such as %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column %1 is read as text: %2 of %3 values are dates, the others are not, such as %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column %1 is read as text: %2 of %3 values are numbers, the others are not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column %1 is read as text: %2 of %3 values are dates, the others are not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column %1 has numbers with three digits behind every separator; they are read as thousands. Set the decimal separator if that is wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column %1 has numbers with three digits behind every separator; they are read as decimals. Set the decimal separator if that is wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows with %1 in %2 look like totals; they were kept, so sums may count twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The header has %1 names for %2 columns; which name belongs to which column is not sure, so the columns were numbered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line %1 looks like a total, but its numbers are not the sums of the other rows; it was kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last row looks like a total (%1), but its numbers are not the sums of the other rows; it was kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; stands more than once in one record; the last value counts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More than %1 nested arrays: the rest stay as text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every date in %1 fits both day/month and month/day.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The separator in the numbers of %1 may be a decimal sign or group thousands.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>Opening</source>
        <translation>Wird geöffnet</translation>
    </message>
    <message>
        <source>Reading the file</source>
        <translation>Datei wird gelesen</translation>
    </message>
    <message>
        <source>Unpacking</source>
        <translation>Wird entpackt</translation>
    </message>
    <message>
        <source>Reading rows</source>
        <translation>Zeilen werden gelesen</translation>
    </message>
    <message>
        <source>Decoding characters</source>
        <translation>Zeichen werden entschlüsselt</translation>
    </message>
    <message>
        <source>Storing rows</source>
        <translation>Zeilen werden gespeichert</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>Wird geladen</translation>
    </message>
    <message>
        <source>Adding up days and dimensions</source>
        <translation>Tage und Dimensionen werden summiert</translation>
    </message>
    <message>
        <source>Rebuilding from the stored imports</source>
        <translation>Neuaufbau aus den gespeicherten Importen</translation>
    </message>
    <message>
        <source>Making sample rows</source>
        <translation>Beispielzeilen entstehen</translation>
    </message>
    <message>
        <source>Copying</source>
        <translation>Wird kopiert</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Dimension</source>
        <translation>Dimension</translation>
    </message>
    <message>
        <source>Impressions</source>
        <translation>Impressionen</translation>
    </message>
    <message>
        <source>Clicks</source>
        <translation>Klicks</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>Besuche</translation>
    </message>
    <message>
        <source>Leads</source>
        <translation>Leads</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Bestellungen</translation>
    </message>
    <message>
        <source>New customers</source>
        <translation>Neukunden</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Revenue</source>
        <translation>Umsatz</translation>
    </message>
    <message>
        <source>Other measure</source>
        <translation>Andere Messgröße</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Quote</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Identifier</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>percent</source>
        <translation>Prozent</translation>
    </message>
    <message>
        <source>ratio</source>
        <translation>Verhältnis</translation>
    </message>
    <message>
        <source>Replace what is there</source>
        <translation>Ersetzen, was da ist</translation>
    </message>
    <message>
        <source>Add the rows</source>
        <translation>Zeilen anfügen</translation>
    </message>
    <message>
        <source>Update rows with the same key, add the others</source>
        <translation>Zeilen mit gleichem Schlüssel ersetzen, andere anfügen</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>Woche</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Monat</translation>
    </message>
    <message>
        <source>Quarter</source>
        <translation>Quartal</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Jahr</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>the period before</source>
        <translation>der Zeitraum davor</translation>
    </message>
    <message>
        <source>the year before</source>
        <translation>das Vorjahr</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n Byte</numerusform>
            <numerusform>%n Bytes</numerusform>
        </translation>
    </message>
    <message>
        <source>%1&#xa0;kB</source>
        <translation>%1&#xa0;kB</translation>
    </message>
    <message>
        <source>%1&#xa0;MB</source>
        <translation>%1&#xa0;MB</translation>
    </message>
    <message>
        <source>%1&#xa0;GB</source>
        <translation>%1&#xa0;GB</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <comment>lists</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::app::Program</name>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>&amp;Ask the assistant</source>
        <translation>&amp;Assistenten fragen</translation>
    </message>
    <message>
        <source>Plumbline ended in a fault the last time. What was stored is complete; a note without any of your data is in the folder of the log.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::AboutDialog</name>
    <message>
        <source>About Plumbline</source>
        <translation>Über Plumbline</translation>
    </message>
    <message>
        <source>Marketing numbers that can be trusted</source>
        <translation>Marketingzahlen, denen man trauen kann</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later. It comes without any warranty.</source>
        <translation>Freie Software unter der GNU General Public License, Version 3 oder später. Ohne jede Gewähr.</translation>
    </message>
    <message>
        <source>Copy for a report</source>
        <translation>Für einen Bericht kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ActionRegistry</name>
    <message>
        <source>%1 (%2)</source>
        <comment>command, keys</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::AlertDialog</name>
    <message>
        <source>Add an alert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is unusual for its weekday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is above a value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is below a value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rises on a week before by more than</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>falls on a week before by more than</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stands behind its target&apos;s pace, below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has no data for days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is trusted less than</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Value</source>
        <translation type="unfinished">&amp;Wert</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blocker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Tell me when it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Severity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished">Abbrechen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing data break no other rule; this one tells of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is told once when it begins, and again only after it has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter a number, such as 20 % or 1200.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::AlertWatch</name>
    <message>
        <source>Looking at the alert rules</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln alert(s) began</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>it ended with code %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::AnswerView</name>
    <message>
        <source>Table of the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 ms (%3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metric</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Period</source>
        <translation type="unfinished">Zeitraum</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Aggregate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All days</source>
        <translation type="unfinished">Alle Tage</translation>
    </message>
    <message>
        <source>Last complete week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last complete month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Useful</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What I understood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>change it, the answer follows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compiled SQL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps, %1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Being refined…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What can be asked of these data:</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>All %n row(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The model&apos;s notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Puts the chart on the dashboard, with today&apos;s date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adds sentence, chart and table to the next review.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More about this answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the report as PDF…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation type="unfinished">PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not useful…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Always understand this question so</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How useful was it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was wrong?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of 5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comment, if you like</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kind of question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>words found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>understood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>computed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compares</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running total</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n more finding(s) concern it.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>First chosen</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::AppearanceSection</name>
    <message>
        <source>Language of the system</source>
        <translation type="unfinished">Sprache des Systems</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language and look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation type="unfinished">&amp;Sprache</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation type="unfinished">&amp;Farben</translation>
    </message>
    <message>
        <source>Size of &amp;text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything grows with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reduce motion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished">Start</translation>
    </message>
    <message>
        <source>&amp;Begin where the last session ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workspace, the page, the period and the filters. Takes effect at the next start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menus appear at once and the cursor does not blink. So it is too where the desktop asks for it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::AssistantSettings</name>
    <message>
        <source>no limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which endpoint answers best?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sentences taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean time, s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost</source>
        <translation type="unfinished">Kosten</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language models may refine answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off: nothing leaves this machine, and every question is answered here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Endpoints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished">Entfernen</translation>
    </message>
    <message>
        <source>Kept in a file that only you can read, outside of the workspace.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished">Name</translation>
    </message>
    <message>
        <source>Kind of server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price of a million tokens in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price of a million tokens out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Questions are understood by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sentences are written by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most a day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most a month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens a month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spent so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns that never leave this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What exactly would be sent?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A question, such as: revenue by channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What would be sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only names, definitions and totals; never rows of your data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the endpoints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asks each of them the questions you confirmed, then those your data suggest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparison of the endpoints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Endpoint %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revenue by channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The policy file %1 keeps the network off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The policy file %1 holds as well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 requests, %3 tokens, %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished">nichts</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (looks personal)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assistant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Questions are checked by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The kind of question is told by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns are chosen by</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::AssistantSetup</name>
    <message>
        <source>Reading the settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keys could not be written to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeping the settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language models are switched off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Testing a connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It answers, but has no model of that name. It has: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Putting the message together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing endpoints</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::AuditPage</name>
    <message>
        <source>Blocker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What should the analyses use?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apply</source>
        <translation type="unfinished">Anwenden</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation type="unfinished">Messen</translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished">Alle</translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished">Öffnen</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Auditing %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Import data, and this page says whether they can be trusted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add files</source>
        <translation type="unfinished">Dateien hinzufügen</translation>
    </message>
    <message>
        <source>The numbers of %1 can be trusted</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s) to look at, none that blocks</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 cannot be trusted yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 rows, trust %3 of 100, audited in %4 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Severity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In doubt</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n check(s) were made</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Decided; the imported rows stay as they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First line: the days of the finding; below: all days of the dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With the remedy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, these days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trust by measure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>100, less what is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trust</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lowered by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rules on this dataset, applied again at each import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why (kept with the decision)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason of the decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation type="unfinished">Datensatz</translation>
    </message>
    <message>
        <source>Worth knowing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By what they put in doubt, the costliest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, forecast of the next 8 weeks</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 cannot be trusted yet; the other %n measure(s) can</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plumbline::ui::AuditPresenter</name>
    <message>
        <source>Auditing %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computing what a remedy changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Applying a remedy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taking a remedy back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>remedy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>way back of a remedy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forecasting with the remedy</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::Breadcrumbs</name>
    <message>
        <source>Back to %1</source>
        <translation>Zurück zu %1</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::BudgetPage</name>
    <message>
        <source>Save as scenario</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most likely gain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caution, in percent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Least to lose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the proposal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total per week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Budget per week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>±%1% a channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limits: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A budget is split by what each channel brings. That has not been estimated yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No numbers yet. A budget needs spend by channel and what was sold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimate the response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import files</source>
        <translation type="unfinished">Dateien importieren</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>Budget</translation>
    </message>
    <message>
        <source>Only a quick estimate is there: no chance of a gain can be told.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No change: a gain is not likely enough</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today&apos;s split is about the best one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moving %1 a week into %2 should bring %3 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 a week, today %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stays where it is, because its effect cannot be told: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next unit of spend returns most in %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What each channel brings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today&apos;s split is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan: %1 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>chance of a gain %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from %1 to %2, nine times in ten</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Channel</source>
        <translation type="unfinished">Kanal</translation>
    </message>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not identified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lower limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>upper limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proved: no other split within the limits brings more than %1 a week by these curves, and this one brings it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By these curves no split within the limits brings more than %1 a week; this one, which minds the risk, brings %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adjust by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A channel that is moved stays there; the others are split anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What each limit costs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Response from one more unit of room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price</source>
        <translation type="unfinished">Preis</translation>
    </message>
    <message>
        <source>Lower limit of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upper limit of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 kept in place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spend by week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Week</source>
        <translation type="unfinished">Woche</translation>
    </message>
    <message>
        <source>Response</source>
        <translation type="unfinished">Wirkung</translation>
    </message>
    <message>
        <source>Scenarios</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None kept yet: a plan that is saved stands here, beside the others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished">Name</translation>
    </message>
    <message>
        <source>Plan of %1 a week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a week&apos;s spend adds, against that spend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>spend seen so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1% band</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>outside what was seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spend by week, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the response counts what earlier spend still brings, %1 come after the last week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By week, %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::BudgetPresenter</name>
    <message>
        <source>Reading the response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Splitting the budget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving the scenario</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removing the scenario</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::BudgetSliders</name>
    <message>
        <source>Spend on %1 per week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let %1 follow the plan again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::Card</name>
    <message>
        <source>Show as table</source>
        <translation>Als Tabelle zeigen</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::Chart</name>
    <message>
        <source>Data to %1</source>
        <translation>Daten bis %1</translation>
    </message>
    <message>
        <source>%1: %2 to %3</source>
        <translation>%1: %2 bis %3</translation>
    </message>
    <message>
        <source>%1: no value</source>
        <translation>%1: kein Wert</translation>
    </message>
    <message>
        <source>Difference: %1 (%2)</source>
        <translation>Unterschied: %1 (%2)</translation>
    </message>
    <message>
        <source>Difference: %1</source>
        <translation>Unterschied: %1</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <translation>%1 für %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished">%1, %2</translation>
    </message>
    <message>
        <source>from %1 (%2) to %3 (%4)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>most is %1 (%2), least %3 (%4)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ChartCard</name>
    <message>
        <source>SVG drawings (*.svg)</source>
        <translation>SVG-Zeichnungen (*.svg)</translation>
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
        <translation>PNG-Bilder (*.png)</translation>
    </message>
    <message>
        <source>Save the chart</source>
        <translation>Diagramm speichern</translation>
    </message>
    <message>
        <source>Drag the chart out of the window</source>
        <translation>Ziehen Sie das Diagramm aus dem Fenster</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ChartWidget</name>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Copy the data</source>
        <translation>Daten kopieren</translation>
    </message>
    <message>
        <source>Save as SVG…</source>
        <translation>Als SVG speichern…</translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation>Als PNG speichern…</translation>
    </message>
    <message>
        <source>Show as chart</source>
        <translation>Als Diagramm zeigen</translation>
    </message>
    <message>
        <source>Show as table</source>
        <translation>Als Tabelle zeigen</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>Als PDF speichern…</translation>
    </message>
    <message>
        <source>Save the data as CSV…</source>
        <translation>Daten als CSV speichern…</translation>
    </message>
    <message>
        <source>Add a note on %1…</source>
        <translation>Notiz zum %1…</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ChatPane</name>
    <message>
        <source>Close the assistant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers are computed on this machine, from your data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import data first; then ask about them here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assistant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Questions of this workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask about your data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing leaves this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers are computed here; %1 reads and writes with it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ChatPresenter</name>
    <message>
        <source>Reading the vocabulary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answering a question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeping the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erasing the conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pinned to the dashboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Added to the next review.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refining an answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refined by %1; every figure is computed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same question will be understood this way from now on.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ColumnsEditor</name>
    <message>
        <source>text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whole number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>percent</source>
        <translation type="unfinished">Prozent</translation>
    </message>
    <message>
        <source>date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>date and time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes or no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit</source>
        <translation type="unfinished">Einheit</translation>
    </message>
    <message>
        <source>Because</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role of %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Type a command</source>
        <translation>Befehl eingeben</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Commands found</source>
        <translation>Gefundene Befehle</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1   (%2)</source>
        <translation>%1   (%2)</translation>
    </message>
    <message>
        <source>No command of that name</source>
        <translation>Kein Befehl dieses Namens</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::DashboardPage</name>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message>
        <source>Picture…</source>
        <translation>Bild…</translation>
    </message>
    <message>
        <source>PNG (*.png)</source>
        <translation>PNG (*.png)</translation>
    </message>
    <message>
        <source>Export the dashboard</source>
        <translation>Dashboard exportieren</translation>
    </message>
    <message>
        <source>Dashboard</source>
        <translation>Dashboard</translation>
    </message>
    <message>
        <source>No numbers yet. A dashboard needs one export with a date and a measure, such as cost or revenue.</source>
        <translation>Noch keine Zahlen. Ein Dashboard braucht einen Export mit einem Datum und einer Messgröße, etwa Kosten oder Umsatz.</translation>
    </message>
    <message>
        <source>Import files</source>
        <translation>Dateien importieren</translation>
    </message>
    <message>
        <source>Loading numbers</source>
        <translation>Zahlen werden geladen</translation>
    </message>
    <message>
        <source>Points of the chart: %1</source>
        <translation>Punkte des Diagramms: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Fewer campaigns</source>
        <translation>Weniger Kampagnen</translation>
    </message>
    <message numerus="yes">
        <source>All %n campaigns</source>
        <translation>
            <numerusform>Die eine Kampagne</numerusform>
            <numerusform>Alle %n Kampagnen</numerusform>
        </translation>
    </message>
    <message>
        <source>Key figures</source>
        <translation>Kennzahlen</translation>
    </message>
    <message>
        <source>Over time</source>
        <translation>Im Verlauf</translation>
    </message>
    <message>
        <source>Breakdown</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <source>Campaigns</source>
        <translation>Kampagnen</translation>
    </message>
    <message>
        <source>Funnel</source>
        <translation>Trichter</translation>
    </message>
    <message>
        <source>Cohorts</source>
        <translation>Kohorten</translation>
    </message>
    <message>
        <source>Save this view…</source>
        <translation>Diese Ansicht speichern…</translation>
    </message>
    <message>
        <source>Export this view…</source>
        <translation>Diese Ansicht exportieren…</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Export the view</source>
        <translation>Ansicht exportieren</translation>
    </message>
    <message>
        <source>Views (*.%1)</source>
        <translation>Ansichten (*.%1)</translation>
    </message>
    <message>
        <source>Import a view…</source>
        <translation>Ansicht importieren…</translation>
    </message>
    <message>
        <source>Import a view</source>
        <translation>Ansicht importieren</translation>
    </message>
    <message>
        <source>Views (*.%1);;All files (*)</source>
        <translation>Ansichten (*.%1);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Remove the view %1</source>
        <translation>Ansicht %1 entfernen</translation>
    </message>
    <message>
        <source>Arrange the tiles…</source>
        <translation>Kacheln anordnen…</translation>
    </message>
    <message>
        <source>Choose key figures…</source>
        <translation>Kennzahlen wählen…</translation>
    </message>
    <message>
        <source>Choose campaign columns…</source>
        <translation>Spalten der Kampagnen wählen…</translation>
    </message>
    <message>
        <source>Also compare with</source>
        <translation>Auch vergleichen mit</translation>
    </message>
    <message>
        <source>Changes as amounts</source>
        <translation>Änderungen als Beträge</translation>
    </message>
    <message>
        <source>changes as amounts</source>
        <translation>Änderungen als Beträge</translation>
    </message>
    <message>
        <source>changes in percent</source>
        <translation>Änderungen in Prozent</translation>
    </message>
    <message>
        <source>Targets…</source>
        <translation>Ziele…</translation>
    </message>
    <message>
        <source>As it was at first</source>
        <translation>Wie am Anfang</translation>
    </message>
    <message>
        <source>arrangement of the beginning</source>
        <translation>Anordnung des Anfangs</translation>
    </message>
    <message>
        <source>The period before</source>
        <translation>Der Zeitraum davor</translation>
    </message>
    <message>
        <source>Last year</source>
        <translation>Vorjahr</translation>
    </message>
    <message>
        <source>The same weekdays before</source>
        <translation>Dieselben Wochentage davor</translation>
    </message>
    <message>
        <source>From %1: %2</source>
        <translation>Ab %1: %2</translation>
    </message>
    <message>
        <source>Save this view</source>
        <translation>Diese Ansicht speichern</translation>
    </message>
    <message>
        <source>Its name; one that exists is replaced:</source>
        <translation>Ihr Name; eine vorhandene wird ersetzt:</translation>
    </message>
    <message>
        <source>Arrange the tiles</source>
        <translation>Kacheln anordnen</translation>
    </message>
    <message>
        <source>arrangement of the tiles</source>
        <translation>Anordnung der Kacheln</translation>
    </message>
    <message>
        <source>Choose key figures</source>
        <translation>Kennzahlen wählen</translation>
    </message>
    <message>
        <source>choice of key figures</source>
        <translation>Wahl der Kennzahlen</translation>
    </message>
    <message>
        <source>Choose campaign columns</source>
        <translation>Spalten der Kampagnen wählen</translation>
    </message>
    <message>
        <source>choice of columns</source>
        <translation>Wahl der Spalten</translation>
    </message>
    <message>
        <source>From %1 rows of %2.</source>
        <translation>Aus %1 Zeilen von %2.</translation>
    </message>
    <message>
        <source>From %1 rows of %2, data to %3.</source>
        <translation>Aus %1 Zeilen von %2, Daten bis %3.</translation>
    </message>
    <message numerus="yes">
        <source>%n note(s) imported.</source>
        <translation>
            <numerusform>%n Notiz importiert.</numerusform>
            <numerusform>%n Notizen importiert.</numerusform>
        </translation>
    </message>
    <message>
        <source>order of the columns</source>
        <translation>Reihenfolge der Spalten</translation>
    </message>
    <message>
        <source>Add a note…</source>
        <translation>Notiz hinzufügen…</translation>
    </message>
    <message>
        <source>Import notes…</source>
        <translation>Notizen importieren…</translation>
    </message>
    <message>
        <source>Import notes</source>
        <translation>Notizen importieren</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt *.xlsx);;All files (*)</source>
        <translation>Tabellen (*.csv *.tsv *.txt *.xlsx);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Break down by</source>
        <translation>Aufteilen nach</translation>
    </message>
    <message>
        <source>Choose columns…</source>
        <translation>Spalten wählen…</translation>
    </message>
    <message>
        <source>View: %1</source>
        <translation>Ansicht: %1</translation>
    </message>
    <message>
        <source>All: %1</source>
        <translation>Alle: %1</translation>
    </message>
    <message>
        <source>View: as arranged</source>
        <translation>Ansicht: wie angeordnet</translation>
    </message>
    <message>
        <source>Trust: these data have not been audited yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trust: no open finding on these days.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trust %1 of 100: no open finding on these days.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Trust: %n open finding(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Trust %1 of 100: %n open finding(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Black Friday or Easter of last year</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::DashboardPresenter</name>
    <message>
        <source>Computing the dashboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>further comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>view %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::DashboardRecords</name>
    <message>
        <source>Reading notes and views</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>note %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Storing a note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>removal of the note %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removing a note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>import of %n note(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Storing notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>target of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Storing a target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>removal of a target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removing a target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>view %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Storing a view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>removal of the view %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removing a view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing %1</source>
        <translation type="unfinished">%1 wird geschrieben</translation>
    </message>
    <message numerus="yes">
        <source>%Ln target(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plumbline::ui::DataPage</name>
    <message>
        <source>Add files</source>
        <translation>Dateien hinzufügen</translation>
    </message>
    <message>
        <source>Changes to columns are not applied yet.</source>
        <translation>Änderungen an Spalten sind noch nicht übernommen.</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::DatasetsPresenter</name>
    <message>
        <source>change of columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changing columns of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading the list of imports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading rows set aside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removing %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>combining exports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at what fits together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Combining %n export(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plumbline::ui::DatasetsView</name>
    <message>
        <source>No dataset yet. It needs one export of an ad platform, the shop or the CRM.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import files</source>
        <translation>Dateien importieren</translation>
    </message>
    <message>
        <source>Remove the dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dashboards follow when the changes are applied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apply changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Datasets</source>
        <translation>Datensätze</translation>
    </message>
    <message numerus="yes">
        <source>%n dataset(s), %1 rows</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1. This workspace can only be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first %1 of %2; each role decides which numbers can be told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each role decides which numbers can be told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation type="unfinished">Datensatz</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one to look at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished">Datei</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation type="unfinished">Beiseitegelegt</translation>
    </message>
    <message numerus="yes">
        <source>%n import(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Each is kept as it came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Currency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its three letters (ISO 4217):</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No currency is known for %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These exports can be seen as one: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revenue then counts once, from %1; what the ad platforms claim stays beside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See them as one</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::EngineSection</name>
    <message>
        <source>All (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it comes (512 MB)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What this machine gives</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Threads at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For imports, audits, forecasts and questions. Applies to what is started next.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Memory of the analytical store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At least %1 MB. More helps with imports of many millions of rows; what does not fit is written to disk. The numbers are loaded anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 MB are too few: the store needs at least %2 MB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ExplanationPopup</name>
    <message>
        <source>How %1 is computed</source>
        <translation>Wie %1 berechnet wird</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>In the glossary</source>
        <translation>Im Glossar</translation>
    </message>
    <message>
        <source>Set a target…</source>
        <translation>Ziel setzen…</translation>
    </message>
    <message>
        <source>Show the findings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::FilterBar</name>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>Against</source>
        <translation>Gegen</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Add a filter</source>
        <translation>Filter hinzufügen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>%1, %2 to %3</source>
        <translation>%1, %2 bis %3</translation>
    </message>
    <message>
        <source>same weeks of %1</source>
        <translation>dieselben Wochen %1</translation>
    </message>
    <message>
        <source>same days of %1</source>
        <translation>dieselben Tage %1</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 und %n weiterer</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>without %1</source>
        <translation>ohne %1</translation>
    </message>
    <message>
        <source>Period: %1</source>
        <translation>Zeitraum: %1</translation>
    </message>
    <message>
        <source>Compared with: %1</source>
        <translation>Verglichen mit: %1</translation>
    </message>
    <message>
        <source>Filter %1: %2</source>
        <translation>Filter %1: %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n more filter(s)</source>
        <translation>
            <numerusform>%n weiterer Filter</numerusform>
            <numerusform>%n weitere Filter</numerusform>
        </translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>nothing earlier</source>
        <translation>nichts früheres</translation>
    </message>
    <message>
        <source>Dataset: %1</source>
        <translation>Datensatz: %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished">%1, %2</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::FilterPopup</name>
    <message>
        <source>Filter by %1</source>
        <translation>Nach %1 filtern</translation>
    </message>
    <message>
        <source>Search in %1</source>
        <translation>In %1 suchen</translation>
    </message>
    <message>
        <source>Loading values</source>
        <translation>Werte werden geladen</translation>
    </message>
    <message>
        <source>Leave these out</source>
        <translation>Diese weglassen</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ForecastPage</name>
    <message>
        <source>Keep this forecast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stores it with its date, so that it can be held against what comes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the forecast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metric</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tune Prophet&apos;s settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holidays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation type="unfinished">Geschrieben: %1</translation>
    </message>
    <message>
        <source>Kept. It will be held against what comes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, tuned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished">%1: %2</translation>
    </message>
    <message>
        <source>No forecast yet. It needs the history of one measure by day.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import files</source>
        <translation type="unfinished">Dateien importieren</translation>
    </message>
    <message>
        <source>Computing the forecast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>Prognose</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Horizon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filters of the dashboard apply here; there are none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without the filter on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set a target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A value to be reached; the forecast says how likely it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trying %1 settings of Prophet on the past</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try %1 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Puts this curve on the dashboard, as it is today.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pin to dashboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pinned to the dashboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave out what the auditor blocks</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ForecastPresenter</name>
    <message>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Combination</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switzerland</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>France</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Germany</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Austria</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Italy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>United Kingdom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ireland</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>United States</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canada</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brazil</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>India</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computing the forecast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holding forecasts against what came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeping the forecast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n week(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n month(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n quarter(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>target of the forecast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>removal of a target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Storing a target</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::GlossaryDialog</name>
    <message>
        <source>Glossary</source>
        <translation>Glossar</translation>
    </message>
    <message>
        <source>Search metrics</source>
        <translation>Kennzahlen suchen</translation>
    </message>
    <message>
        <source>Metrics</source>
        <translation>Kennzahlen</translation>
    </message>
    <message>
        <source>Definition</source>
        <translation>Definition</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>Formel</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>Good direction</source>
        <translation>Gute Richtung</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>Beispiel</translation>
    </message>
    <message>
        <source>Also called</source>
        <translation>Auch genannt</translation>
    </message>
    <message>
        <source>This dataset lacks what it is made of.</source>
        <translation>Diesem Datensatz fehlt, woraus sie besteht.</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::HistoryPopup</name>
    <message>
        <source>Questions of this workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search questions and answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Questions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erases all questions and answers of this workspace. What they cost stays in the ledger.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ImportPresenter</name>
    <message>
        <source>Reading %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is still being read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer the question above first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no row to import.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workspace is still being opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a workspace first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This workspace can only be read: its folder does not allow writing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading the list of imports</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ImportView</name>
    <message>
        <source>No file yet. Drop exports of ad platforms, shop or CRM anywhere on this window: CSV, Excel, JSON or Parquet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was guessed, and from what</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished">Exportieren</translation>
    </message>
    <message>
        <source>Export the rows set aside as CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Into</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished">Abbrechen</translation>
    </message>
    <message>
        <source>Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new dataset…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its name:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All %1 rows are in %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 rows are in %2; %3 row(s) set aside.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Open the dashboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Because</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>All %n columns have a use</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n columns have a use</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No row is set aside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No row of the part that was read is set aside</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 row(s) set aside, %2 read</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Rows that cannot be read would be listed here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They stay in the list and can be exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it stands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (new)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Into dataset: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mode: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import %1 rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave this file out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation type="unfinished">Wird angehalten…</translation>
    </message>
    <message>
        <source>Export the rows set aside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set aside from %1.csv</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation type="unfinished">CSV (*.csv)</translation>
    </message>
    <message>
        <source>Writing %1</source>
        <translation type="unfinished">%1 wird geschrieben</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation type="unfinished">Geschrieben: %1</translation>
    </message>
    <message>
        <source>This file holds no text: there is nothing to show but what was read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As in the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First lines of the file as they stand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preview: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remembered as a recipe for files of this shape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished">%1, %2</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::InlineMessage</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::IssueList</name>
    <message>
        <source>Looking for open issues</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 row(s) of %2 could not be read and were set aside.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>file, warning</comment>
        <translation type="unfinished">%1: %2</translation>
    </message>
    <message>
        <source>A model of %1 learnt from data that have changed since; train it anew.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::IssuesPanel</name>
    <message>
        <source>Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audit</source>
        <translation type="unfinished">Prüfung</translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blocker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No open issue</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n issue(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Issues</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished">Mehr</translation>
    </message>
    <message>
        <source>Close the issues</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is open: every row was read, and the auditor&apos;s findings are decided.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n blocker(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Open issues</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Severity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where</source>
        <translation type="unfinished"></translation>
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
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <source>No jobs running</source>
        <translation>Keine Aufgaben</translation>
    </message>
    <message>
        <source>%1, %2%</source>
        <translation>%1, %2&#xa0;%</translation>
    </message>
    <message numerus="yes">
        <source>%1, and %n more</source>
        <translation>
            <numerusform>%1 und %n weitere</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plumbline::ui::JobPopup</name>
    <message>
        <source>Jobs</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>No jobs running</source>
        <translation>Keine Aufgaben</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Progress of %1</source>
        <translation>Fortschritt von %1</translation>
    </message>
    <message>
        <source>Cancel %1</source>
        <translation>%1 abbrechen</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::JobTray</name>
    <message>
        <source>Jobs: %1</source>
        <translation>Aufgaben: %1</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::KpiCardWidget</name>
    <message>
        <source>1 finding</source>
        <translation>1 Befund</translation>
    </message>
    <message numerus="yes">
        <source>%Ln findings</source>
        <translation>
            <numerusform>%Ln Befund</numerusform>
            <numerusform>%Ln Befunde</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, no open finding</source>
        <translation>%1, kein offener Befund</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::LiftsDialog</name>
    <message>
        <source>Experiments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For some weeks a channel&apos;s spend was changed, or switched off, and the target was measured against regions or people without the change. The model takes each experiment as evidence, as strong as its standard error is small. Leave the change of spend empty where the channel was switched off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Channel</source>
        <translation type="unfinished">Kanal</translation>
    </message>
    <message>
        <source>From (YYYY-MM-DD)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To (YYYY-MM-DD)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change of spend a week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured lift</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add experiment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished">Entfernen</translation>
    </message>
    <message>
        <source>Use experiments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished">Abbrechen</translation>
    </message>
    <message>
        <source>Channel of experiment %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n experiment(s) still need both dates, the lift and its standard error</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plumbline::ui::MainWindow</name>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>%1 — Plumbline</source>
        <translation>%1 — Plumbline</translation>
    </message>
    <message>
        <source>Import files</source>
        <translation>Dateien importieren</translation>
    </message>
    <message>
        <source>Exports (*.csv *.tsv *.txt *.xlsx *.json *.ndjson *.jsonl *.parquet);;All files (*)</source>
        <translation>Exporte (*.csv *.tsv *.txt *.xlsx *.json *.ndjson *.jsonl *.parquet);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open a workspace</source>
        <translation>Arbeitsbereich öffnen</translation>
    </message>
    <message>
        <source>New workspace</source>
        <translation>Neuer Arbeitsbereich</translation>
    </message>
    <message>
        <source>Its name. It becomes a folder in %1.</source>
        <translation>Sein Name. Er wird ein Ordner in %1.</translation>
    </message>
    <message>
        <source>My workspace</source>
        <translation>Mein Arbeitsbereich</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) still run. Closing stops them; what was there before stays as it was.</source>
        <translation>
            <numerusform>%n Aufgabe läuft noch. Schließen hält sie an; was vorher da war, bleibt.</numerusform>
            <numerusform>%n Aufgaben laufen noch. Schließen hält sie an; was vorher da war, bleibt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Anhalten und schließen</translation>
    </message>
    <message>
        <source>Close without them</source>
        <translation>Ohne sie schließen</translation>
    </message>
    <message>
        <source>Keep the window</source>
        <translation>Fenster behalten</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>&amp;New workspace…</source>
        <translation>&amp;Neuer Arbeitsbereich…</translation>
    </message>
    <message>
        <source>&amp;Open workspace…</source>
        <translation>Arbeitsbereich &amp;öffnen…</translation>
    </message>
    <message>
        <source>Open the &amp;sample workspace</source>
        <translation>&amp;Beispiel öffnen</translation>
    </message>
    <message>
        <source>&amp;Import files…</source>
        <translation>Dateien &amp;importieren…</translation>
    </message>
    <message>
        <source>&amp;Back up the workspace…</source>
        <translation>Arbeitsbereich &amp;sichern…</translation>
    </message>
    <message>
        <source>&amp;Restore a backup…</source>
        <translation>Sicherung &amp;wiederherstellen…</translation>
    </message>
    <message>
        <source>&amp;Close the workspace</source>
        <translation>Arbeitsbereich s&amp;chließen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Add a &amp;filter…</source>
        <translation>&amp;Filter hinzufügen…</translation>
    </message>
    <message>
        <source>Remove the &amp;last filter</source>
        <translation>&amp;Letzten Filter entfernen</translation>
    </message>
    <message>
        <source>Remove &amp;all filters</source>
        <translation>&amp;Alle Filter entfernen</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Forward</source>
        <translation>&amp;Vorwärts</translation>
    </message>
    <message>
        <source>&amp;Compute anew</source>
        <translation>&amp;Neu berechnen</translation>
    </message>
    <message>
        <source>Colours of the &amp;system</source>
        <translation>Farben des &amp;Systems</translation>
    </message>
    <message>
        <source>&amp;Light colours</source>
        <translation>&amp;Helle Farben</translation>
    </message>
    <message>
        <source>&amp;Dark colours</source>
        <translation>&amp;Dunkle Farben</translation>
    </message>
    <message>
        <source>Language of the system</source>
        <translation>Sprache des Systems</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>V&amp;ollbild</translation>
    </message>
    <message>
        <source>Search &amp;commands…</source>
        <translation>&amp;Befehle suchen…</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;About Plumbline</source>
        <translation>&amp;Über Plumbline</translation>
    </message>
    <message>
        <source>Back up the workspace</source>
        <translation>Arbeitsbereich sichern</translation>
    </message>
    <message>
        <source>Backups (*.plumbline-backup)</source>
        <translation>Sicherungen (*.plumbline-backup)</translation>
    </message>
    <message>
        <source>Backup of %1</source>
        <translation>Sicherung von %1</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>Sicherung wiederherstellen</translation>
    </message>
    <message>
        <source>Backups (*.plumbline-backup);;All files (*)</source>
        <translation>Sicherungen (*.plumbline-backup);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Restoring %1</source>
        <translation>%1 wird wiederhergestellt</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>Open r&amp;ecent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>E&amp;xport</source>
        <translation>E&amp;xportieren</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>&amp;Data</source>
        <translation>Da&amp;ten</translation>
    </message>
    <message>
        <source>&amp;Dataset</source>
        <translation>&amp;Datensatz</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Noch keine</translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation>Liste leeren</translation>
    </message>
    <message>
        <source>Nothing to export here</source>
        <translation>Hier gibt es nichts zu exportieren</translation>
    </message>
    <message>
        <source>&amp;Glossary of metrics</source>
        <translation>&amp;Glossar der Kennzahlen</translation>
    </message>
    <message>
        <source>This workspace can only be read; nothing that you do in it is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Issues</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reset the layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History of changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a step to go back, or forth, to how it was then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it was opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;History of changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;On the pages</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::Navigation</name>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Predict</source>
        <translation>Voraussagen</translation>
    </message>
    <message>
        <source>Advise</source>
        <translation>Beraten</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Teilen</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::NoteDialog</name>
    <message>
        <source>Promotion</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Competitor</source>
        <translation>Mitbewerber</translation>
    </message>
    <message>
        <source>Tracking</source>
        <translation>Messung</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Anderes</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Add a note</source>
        <translation>Notiz hinzufügen</translation>
    </message>
    <message>
        <source>Change a note</source>
        <translation>Notiz ändern</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>Only under the filters of the page</source>
        <translation>Nur unter den Filtern der Seite</translation>
    </message>
    <message>
        <source>Only for %1</source>
        <translation>Nur für %1</translation>
    </message>
    <message>
        <source>Expected again every year</source>
        <translation>Jedes Jahr wieder erwartet</translation>
    </message>
    <message>
        <source>&amp;Note</source>
        <translation>&amp;Notiz</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>&amp;Von</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>&amp;Bis</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>&amp;Art</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::NumbersSection</name>
    <message>
        <source>Amounts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Currency of amounts that name none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Three letters, such as CHF. A dataset that says its currency keeps it; amounts are never converted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;First day of the week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weeks keep their ISO number. Takes effect at the next start, for all pages alike.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Business &amp;year begins in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quarters and years follow it. Takes effect at the next start, for all pages alike.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no currency: three letters are needed, such as CHF, or nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers and calendar</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::OrderPopup</name>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>A third</source>
        <translation>Ein Drittel</translation>
    </message>
    <message>
        <source>Half</source>
        <translation>Die Hälfte</translation>
    </message>
    <message>
        <source>Two thirds</source>
        <translation>Zwei Drittel</translation>
    </message>
    <message>
        <source>Full width</source>
        <translation>Ganze Breite</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::PageExports</name>
    <message>
        <source>(none)</source>
        <translation>(keine)</translation>
    </message>
    <message>
        <source>%1 without %2</source>
        <translation>%1 ohne %2</translation>
    </message>
    <message>
        <source>no filter</source>
        <translation>kein Filter</translation>
    </message>
    <message>
        <source>Writing %1</source>
        <translation>%1 wird geschrieben</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message>
        <source>PDF…</source>
        <translation type="unfinished">PDF…</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation type="unfinished">PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Markdown…</source>
        <translation type="unfinished">Markdown…</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation type="unfinished">Markdown (*.md)</translation>
    </message>
    <message>
        <source>Excel…</source>
        <translation type="unfinished">Excel…</translation>
    </message>
    <message>
        <source>Excel (*.xlsx)</source>
        <translation type="unfinished">Excel (*.xlsx)</translation>
    </message>
    <message>
        <source>CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation type="unfinished">CSV (*.csv)</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::PinCard</name>
    <message>
        <source>Remove from the dashboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show where it came from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it was on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it was when it was pinned</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::PredictPage</name>
    <message>
        <source>Train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put this version back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation type="unfinished">Geschrieben: %1</translation>
    </message>
    <message>
        <source>Export the prediction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chosen from the data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished">Abbrechen</translation>
    </message>
    <message>
        <source>Train again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No numbers yet. A prediction needs one export with dates and cost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import files</source>
        <translation type="unfinished">Dateien importieren</translation>
    </message>
    <message>
        <source>This version learnt from other data than those of now. Train again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model yet. A forest, boosted trees and a linear model learn from the weeks of each campaign; the last weeks are held out to see which knows best. It takes a few seconds.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::PredictPresenter</name>
    <message>
        <source>Reading kept models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version %1 is kept and in use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version %1 is kept. It is no better than the one in use, which stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workspace is read-only: this model is not kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Putting a version back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version %1 is in use again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::PreviewTable</name>
    <message>
        <source>First rows of the file</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ProgressLine</name>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::PulsePage</name>
    <message>
        <source>Written: %1</source>
        <translation type="unfinished">Geschrieben: %1</translation>
    </message>
    <message>
        <source>Export the page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No numbers yet. The pulse needs one export with a date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import files</source>
        <translation>Dateien importieren</translation>
    </message>
    <message>
        <source>Loading numbers</source>
        <translation>Zahlen werden geladen</translation>
    </message>
    <message>
        <source>Pulse</source>
        <translation>Puls</translation>
    </message>
    <message>
        <source>Follow…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Followed figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in Root cause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep active alerts quiet for a week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the audit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The usual figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for what moved it, against the same weekday a week before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each figure against its own weekdays of the last twelve weeks; the shaded strip is what is usual today.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No alert rule is set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add one to be told when a figure leaves what is usual, a target is at risk, or data are missing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::PulsePresenter</name>
    <message>
        <source>Looking at the figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for the drivers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeping what is followed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>follow other figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adding an alert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeping an alert quiet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::PulseRow</name>
    <message>
        <source>%1, %2, %3</source>
        <translation type="unfinished">%1: %2, %3 {1,?} {2,?}</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::RangePicker</name>
    <message>
        <source>4 complete weeks</source>
        <translation>4 ganze Wochen</translation>
    </message>
    <message>
        <source>13 complete weeks</source>
        <translation>13 ganze Wochen</translation>
    </message>
    <message>
        <source>26 complete weeks</source>
        <translation>26 ganze Wochen</translation>
    </message>
    <message>
        <source>52 complete weeks</source>
        <translation>52 ganze Wochen</translation>
    </message>
    <message>
        <source>Month to date</source>
        <translation>Monat bis heute</translation>
    </message>
    <message>
        <source>Quarter to date</source>
        <translation>Quartal bis heute</translation>
    </message>
    <message>
        <source>Year to date</source>
        <translation>Jahr bis heute</translation>
    </message>
    <message>
        <source>All days</source>
        <translation>Alle Tage</translation>
    </message>
    <message>
        <source>From and to</source>
        <translation>Von und bis</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>Erster Tag</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Letzter Tag</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>Periods</source>
        <translation>Zeiträume</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 Tag</translation>
    </message>
    <message numerus="yes">
        <source>%Ln days</source>
        <translation>
            <numerusform>%Ln Tag</numerusform>
            <numerusform>%Ln Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>Last complete week</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::RatingDialog</name>
    <message>
        <source>Rate this review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 star: of no use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2 stars: weak</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3 stars: fair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>4 stars: good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>5 stars: just right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was missing, wrong or right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stars</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Comment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished">Abbrechen</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation type="unfinished">Quote</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ReadingTokens</name>
    <message>
        <source>Sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Separator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decimal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thousands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished">%1: %2</translation>
    </message>
    <message>
        <source>As the file suggests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>UTF-16, big-endian</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines above the header</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines below the data</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ReportsPage</name>
    <message>
        <source>Week of the review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation type="unfinished">Geschrieben: %1</translation>
    </message>
    <message>
        <source>Export the review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished">%1, %2</translation>
    </message>
    <message>
        <source>No numbers yet. A review needs one export with a date and two weeks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import files</source>
        <translation type="unfinished">Dateien importieren</translation>
    </message>
    <message>
        <source>Not whole: a part could not be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading numbers</source>
        <translation type="unfinished">Zahlen werden geladen</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts of this review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not possible</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weekly review</source>
        <translation>Wochenbericht</translation>
    </message>
    <message>
        <source>shown, not written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of older data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reviews by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 written, %2 unchanged, %3 not whole or not made: see the grid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 written, %2 unchanged, in %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write only the one shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the PDF of the one shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write them by themselves once a week is whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop writing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No review of these weeks is written yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln review(s) of these weeks are written</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Click a week of a scope to read it below; Write all makes what is missing or out of date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; text by %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 written, the texts from templates: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the model write the first page</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ReportsPresenter</name>
    <message>
        <source>Writing the review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking what is written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing all reviews</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing a review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeping a rating</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeping the schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeping the choice of the writer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ReportsSettings</name>
    <message>
        <source>On paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By country</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brand &amp;name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the rule, the titles and the numbers of actions; it has to be dark enough to be read on white.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No logo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a logo…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished">Entfernen</translation>
    </message>
    <message>
        <source>Mail of alerts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the server asks for one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept on this machine only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Addresses, separated by commas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send a test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation type="unfinished">&amp;Von</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation type="unfinished">&amp;Bis</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gets the alerts as JSON on its input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only after an import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Co&amp;mmand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Look every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message of the system where an alert begins</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This colour is too light for text on white; it is used for the rule at most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A logo is set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeping the settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a logo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures (*.png *.svg)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plumbline: a test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alerts will be sent from here to you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sending a test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The test was taken by the server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reports and mail</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ResponsePage</name>
    <message>
        <source>Target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Experiments…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw full posterior</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No numbers yet. Response curves need two years of spend by channel and what was sold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What did each channel really bring, and what would one more franc bring?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import files</source>
        <translation type="unfinished">Dateien importieren</translation>
    </message>
    <message>
        <source>Estimate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers or experiments have changed since this was estimated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimate again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Response</source>
        <translation>Wirkung</translation>
    </message>
    <message>
        <source>Estimating response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curve of channel: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ResponsePresenter</name>
    <message>
        <source>change of experiments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Response</source>
        <translation type="unfinished">Wirkung</translation>
    </message>
    <message>
        <source>Experiments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Response, all draws</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::RoiPage</name>
    <message>
        <source>Break down by</source>
        <translation type="unfinished">Aufteilen nach</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation type="unfinished">Geschrieben: %1</translation>
    </message>
    <message>
        <source>Export the page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No numbers yet. A return needs one export with cost and revenue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It takes a column of costs and a column of revenue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import files</source>
        <translation type="unfinished">Dateien importieren</translation>
    </message>
    <message>
        <source>Loading numbers</source>
        <translation type="unfinished">Zahlen werden geladen</translation>
    </message>
    <message>
        <source>Return on spend</source>
        <translation>Ertrag der Ausgaben</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::RoiPresenter</name>
    <message>
        <source>Computing returns</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::RoleHeader</name>
    <message>
        <source>Role of %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::RootCausePage</name>
    <message>
        <source>Metric</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metric: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No numbers yet. Import an export, and any change of a metric can be explained here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import files</source>
        <translation type="unfinished">Dateien importieren</translation>
    </message>
    <message>
        <source>Root cause</source>
        <translation>Ursachen</translation>
    </message>
    <message>
        <source>%1, against %2. All parts add up to the change; nothing is left over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Local cause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift of the mix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Broad shift</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unclear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>high</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>medium</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>low</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How sure: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the segments named make up %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2, by %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest move first; a click goes one level down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contribution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss or gain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(none)</source>
        <translation type="unfinished">(keine)</translation>
    </message>
    <message>
        <source>The links of the formula</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logarithmic shares; they add up to the change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What else speaks for it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes of those days; who made the last 26 weeks go up and down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weekly ups and downs from %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Typical variation of a single segment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not looked at, too many values: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data do not reach back a year: this is against the period just before.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::RootCausePresenter</name>
    <message>
        <source>Looking for the cause</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::SegmentsPage</name>
    <message>
        <source>Across</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upwards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation type="unfinished">Geschrieben: %1</translation>
    </message>
    <message>
        <source>Export the page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Groups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chosen from the data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No campaigns yet. Groups need one export with campaigns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import files</source>
        <translation type="unfinished">Dateien importieren</translation>
    </message>
    <message>
        <source>Grouping campaigns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>Segmente</translation>
    </message>
    <message>
        <source>Plan the budget of</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::SegmentsPresenter</name>
    <message>
        <source>Grouping campaigns</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::Selection</name>
    <message>
        <source>change of period</source>
        <translation>Wechsel des Zeitraums</translation>
    </message>
    <message>
        <source>change of comparison</source>
        <translation>Wechsel des Vergleichs</translation>
    </message>
    <message>
        <source>removal of a filter</source>
        <translation>Entfernen eines Filters</translation>
    </message>
    <message>
        <source>filter %1</source>
        <translation>Filter %1</translation>
    </message>
    <message>
        <source>removal of all filters</source>
        <translation>Entfernen aller Filter</translation>
    </message>
    <message>
        <source>change of filters</source>
        <translation>Wechsel der Filter</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::Session</name>
    <message>
        <source>Opening %1</source>
        <translation>%1 wird geöffnet</translation>
    </message>
    <message>
        <source>Making %1</source>
        <translation>%1 entsteht</translation>
    </message>
    <message>
        <source>Opening the sample workspace</source>
        <translation>Beispiel wird geöffnet</translation>
    </message>
    <message>
        <source>Loading numbers</source>
        <translation>Zahlen werden geladen</translation>
    </message>
    <message>
        <source>pin of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Storing a pin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>removal of the pin %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removing a pin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeping what was looked at</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::SetAsideView</name>
    <message>
        <source>Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished">Exportieren</translation>
    </message>
    <message>
        <source>Export the rows set aside as CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 row(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 row(s) of %2 set aside</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No row is set aside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They could not be read as the others; none is dropped in silence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every row of %1 was read. Rows that cannot be read would be listed here with line and reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows that an import cannot read are listed here with line and reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 row(s) of %2</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Line in the file, why it was set aside, and the line as it stands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows set aside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it stands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the rows set aside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set aside from %1.csv</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation type="unfinished">CSV (*.csv)</translation>
    </message>
    <message>
        <source>Writing %1</source>
        <translation type="unfinished">%1 wird geschrieben</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation type="unfinished">Geschrieben: %1</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>Beiseitegelegt</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished">Speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished">Abbrechen</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ShortcutsSection</name>
    <message>
        <source>No keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys of each command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search for a command or keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command</source>
        <translation type="unfinished">Befehl</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation type="unfinished">Menü</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished">Tasten</translation>
    </message>
    <message>
        <source>New keys: press them here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 belongs to “%2”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it from there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is given to both “%2” and “%3”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished">Tastenkürzel</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::SimulatorPage</name>
    <message>
        <source>Budgets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Percent against today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put on the sliders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished">Entfernen</translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%</source>
        <comment>after a number</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All budgets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save plan…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No numbers yet. A what-if needs one export with dates and cost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import files</source>
        <translation type="unfinished">Dateien importieren</translation>
    </message>
    <message>
        <source>Learning how results follow spend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What if</source>
        <translation>Was wäre wenn</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation type="unfinished">Geschrieben: %1</translation>
    </message>
    <message>
        <source>Export the plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Selected budgets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Percent against today; the first concerns %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::SimulatorPresenter</name>
    <message>
        <source>Learning how results follow spend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading saved plans</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving the plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removing the plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the sliders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing %1</source>
        <translation type="unfinished">%1 wird geschrieben</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::SpecHeader</name>
    <message>
        <source>What is %1?</source>
        <translation>Was ist %1?</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::SpecTable</name>
    <message>
        <source>Copy the table</source>
        <translation>Tabelle kopieren</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>Als CSV speichern…</translation>
    </message>
    <message>
        <source>Save as Excel…</source>
        <translation>Als Excel speichern…</translation>
    </message>
    <message>
        <source>What is %1?</source>
        <translation>Was ist %1?</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>Tabelle speichern</translation>
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
        <translation>Von einem Ordner voller Exporte zum Dashboard</translation>
    </message>
    <message>
        <source>A workspace is a folder that holds what was imported. Nothing leaves this machine.</source>
        <translation>Ein Arbeitsbereich ist ein Ordner mit dem, was importiert wurde. Nichts verlässt diesen Rechner.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>A workspace that exists, or a new one</source>
        <translation>Ein vorhandener Arbeitsbereich oder ein neuer</translation>
    </message>
    <message>
        <source>Open a workspace…</source>
        <translation>Arbeitsbereich öffnen…</translation>
    </message>
    <message>
        <source>New workspace…</source>
        <translation>Neuer Arbeitsbereich…</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Look around with a sample</source>
        <translation>Sich mit einem Beispiel umsehen</translation>
    </message>
    <message>
        <source>Two years of a made-up outfitter&apos;s campaigns, made on this machine in a few seconds</source>
        <translation>Zwei Jahre Kampagnen eines erfundenen Ausrüsters, in wenigen Sekunden auf diesem Rechner erzeugt</translation>
    </message>
    <message>
        <source>Open the sample workspace</source>
        <translation>Beispiel öffnen</translation>
    </message>
    <message>
        <source>Drop files here</source>
        <translation>Dateien hierher ziehen</translation>
    </message>
    <message>
        <source>Exports of ad platforms, shop, CRM or web analytics: CSV, Excel, JSON, Parquet</source>
        <translation>Exporte von Werbeplattformen, Shop, CRM oder Webanalyse: CSV, Excel, JSON, Parquet</translation>
    </message>
    <message>
        <source>Plumbline shows how it reads them before anything is stored. A first workspace is made for them.</source>
        <translation>Plumbline zeigt, wie es sie liest, bevor etwas gespeichert wird. Ein erster Arbeitsbereich entsteht dafür.</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>Dateien wählen…</translation>
    </message>
    <message>
        <source>My workspace</source>
        <translation>Mein Arbeitsbereich</translation>
    </message>
    <message>
        <source>None yet.</source>
        <translation>Noch keiner.</translation>
    </message>
    <message>
        <source>%1 is not there now.</source>
        <translation>%1 ist jetzt nicht da.</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>Looking for recent workspaces</source>
        <translation>Zuletzt geöffnete werden gesucht</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Unpin %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pin %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::StatusRow</name>
    <message>
        <source>Offline, nothing leaves this machine</source>
        <translation>Offline, nichts verlässt diesen Rechner</translation>
    </message>
    <message>
        <source>Data to %1</source>
        <translation>Daten bis %1</translation>
    </message>
    <message>
        <source>Snapshot %1</source>
        <translation>Stand %1</translation>
    </message>
    <message>
        <source>Shows what is open: rows set aside, findings, models</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>plumbline::ui::TableCard</name>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search the rows</source>
        <translation>Zeilen durchsuchen</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::TableModel</name>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::TargetDialog</name>
    <message>
        <source>Target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The forecast says how likely the target is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole forecast, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Period</source>
        <translation type="unfinished">&amp;Zeitraum</translation>
    </message>
    <message>
        <source>&amp;Value</source>
        <translation type="unfinished">&amp;Wert</translation>
    </message>
    <message>
        <source>Remove the target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set the target</source>
        <translation type="unfinished">Ziel setzen</translation>
    </message>
</context>
<context>
    <name>plumbline::ui::TargetsDialog</name>
    <message>
        <source>Targets</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Monat</translation>
    </message>
    <message>
        <source>Quarter</source>
        <translation>Quartal</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Jahr</translation>
    </message>
    <message>
        <source>Days of one&apos;s own</source>
        <translation>Eigene Tage</translation>
    </message>
    <message>
        <source>&amp;Metric</source>
        <translation>&amp;Kennzahl</translation>
    </message>
    <message>
        <source>&amp;Period</source>
        <translation>&amp;Zeitraum</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>&amp;Von</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>&amp;Bis</translation>
    </message>
    <message>
        <source>&amp;Value</source>
        <translation>&amp;Wert</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Set the target</source>
        <translation>Ziel setzen</translation>
    </message>
    <message>
        <source>No target is set yet.</source>
        <translation>Noch kein Ziel gesetzt.</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1: %2, %3</translation>
    </message>
    <message>
        <source>Remove the target %1</source>
        <translation>Ziel %1 entfernen</translation>
    </message>
    <message>
        <source>Paste from a sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied cells with a head: metric, period (2026-11) or from and to, value, and dimensions where needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln target(s) taken from the sheet.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plumbline::ui::TrustBanner</name>
    <message>
        <source>Not to be relied on yet: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To be checked: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n more finding(s) concern this page.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>See the evidence</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
