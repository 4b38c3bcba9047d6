<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB">
<context>
    <name>Import</name>
    <message numerus="yes">
        <source>%n more file(s) wait.</source>
        <translation>
            <numerusform>%n more file waits.</numerusform>
            <numerusform>%n more files wait.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) above</source>
        <translation>
            <numerusform>%n line above</numerusform>
            <numerusform>%n lines above</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) below</source>
        <translation>
            <numerusform>%n line below</numerusform>
            <numerusform>%n lines below</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plumbline::ui::AlertWatch</name>
    <message numerus="yes">
        <source>%Ln alert(s) began</source>
        <translation>
            <numerusform>%Ln alert began</numerusform>
            <numerusform>%Ln alerts began</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plumbline::ui::AnswerView</name>
    <message numerus="yes">
        <source>All %n row(s)</source>
        <translation>
            <numerusform>The row</numerusform>
            <numerusform>All %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more finding(s) concern it.</source>
        <translation>
            <numerusform>%n more finding concerns it.</numerusform>
            <numerusform>%n more findings concern it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plumbline::ui::AuditPage</name>
    <message numerus="yes">
        <source>%n finding(s) to look at, none that blocks</source>
        <translation>
            <numerusform>%n finding to look at, none that blocks</numerusform>
            <numerusform>%n findings to look at, none that blocks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n finding</numerusform>
            <numerusform>%n findings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n check(s) were made</source>
        <translation>
            <numerusform>%n check was made</numerusform>
            <numerusform>%n checks were made</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 cannot be trusted yet; the other %n measure(s) can</source>
        <translation>
            <numerusform>%1 cannot be trusted yet; the other measure can</numerusform>
            <numerusform>%1 cannot be trusted yet; the other %n measures can</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plumbline::ui::DashboardPage</name>
    <message numerus="yes">
        <source>All %n campaigns</source>
        <translation>
            <numerusform>The %n campaign</numerusform>
            <numerusform>All %n campaigns</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note(s) imported.</source>
        <translation>
            <numerusform>%n note imported.</numerusform>
            <numerusform>%n notes imported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Trust: %n open finding(s).</source>
        <translation>
            <numerusform>Trust: %n open finding.</numerusform>
            <numerusform>Trust: %n open findings.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Trust %1 of 100: %n open finding(s).</source>
        <translation>
            <numerusform>Trust %1 of 100: %n open finding.</numerusform>
            <numerusform>Trust %1 of 100: %n open findings.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plumbline::ui::DashboardRecords</name>
    <message numerus="yes">
        <source>import of %n note(s)</source>
        <translation>
            <numerusform>import of %n note</numerusform>
            <numerusform>import of %n notes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln target(s)</source>
        <translation>
            <numerusform>%Ln target</numerusform>
            <numerusform>%Ln targets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plumbline::ui::DatasetsPresenter</name>
    <message numerus="yes">
        <source>Combining %n export(s)</source>
        <translation>
            <numerusform>Combining %n export</numerusform>
            <numerusform>Combining %n exports</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plumbline::ui::DatasetsView</name>
    <message numerus="yes">
        <source>%n dataset(s), %1 rows</source>
        <translation>
            <numerusform>%n dataset, %1 rows</numerusform>
            <numerusform>%n datasets, %1 rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n import(s)</source>
        <translation>
            <numerusform>%n import</numerusform>
            <numerusform>%n imports</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plumbline::ui::FilterBar</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more filter(s)</source>
        <translation>
            <numerusform>%n more filter</numerusform>
            <numerusform>%n more filters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ForecastPresenter</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n week(s)</source>
        <translation>
            <numerusform>%n week</numerusform>
            <numerusform>%n weeks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n month(s)</source>
        <translation>
            <numerusform>%n month</numerusform>
            <numerusform>%n months</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n quarter(s)</source>
        <translation>
            <numerusform>%n quarter</numerusform>
            <numerusform>%n quarters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n year</numerusform>
            <numerusform>%n years</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ImportView</name>
    <message numerus="yes">
        <source>%1 rows are in %2; %3 row(s) set aside.</source>
        <translation>
            <numerusform>%1 rows are in %2; %3 row was set aside.</numerusform>
            <numerusform>%1 rows are in %2; %3 rows were set aside.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n columns have a use</source>
        <translation>
            <numerusform>The %n column has a use</numerusform>
            <numerusform>All %n columns have a use</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n columns have a use</source>
        <translation>
            <numerusform>%1 of %n column has a use</numerusform>
            <numerusform>%1 of %n columns have a use</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 row(s) set aside, %2 read</source>
        <translation>
            <numerusform>%1 row set aside, %2 read</numerusform>
            <numerusform>%1 rows set aside, %2 read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plumbline::ui::IssueList</name>
    <message numerus="yes">
        <source>%1 row(s) of %2 could not be read and were set aside.</source>
        <translation>
            <numerusform>%1 row of %2 could not be read and was set aside.</numerusform>
            <numerusform>%1 rows of %2 could not be read and were set aside.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plumbline::ui::IssuesPanel</name>
    <message numerus="yes">
        <source>%n issue(s)</source>
        <translation>
            <numerusform>%n issue</numerusform>
            <numerusform>%n issues</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n blocker(s)</source>
        <translation>
            <numerusform>%n blocker</numerusform>
            <numerusform>%n blockers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plumbline::ui::JobListModel</name>
    <message numerus="yes">
        <source>%1, and %n more</source>
        <translation>
            <numerusform>%1, and %n more</numerusform>
            <numerusform>%1, and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plumbline::ui::KpiCardWidget</name>
    <message numerus="yes">
        <source>%Ln findings</source>
        <translation>
            <numerusform>%Ln finding</numerusform>
            <numerusform>%Ln findings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plumbline::ui::LiftsDialog</name>
    <message numerus="yes">
        <source>%n experiment(s) still need both dates, the lift and its standard error</source>
        <translation>
            <numerusform>%n experiment still needs both dates, the lift and its standard error</numerusform>
            <numerusform>%n experiments still need both dates, the lift and its standard error</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plumbline::ui::MainWindow</name>
    <message numerus="yes">
        <source>%n job(s) still run. Closing stops them; what was there before stays as it was.</source>
        <translation>
            <numerusform>%n job still runs. Closing stops it; what was there before stays as it was.</numerusform>
            <numerusform>%n jobs still run. Closing stops them; what was there before stays as it was.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plumbline::ui::RangePicker</name>
    <message numerus="yes">
        <source>%Ln days</source>
        <translation>
            <numerusform>%Ln day</numerusform>
            <numerusform>%Ln days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plumbline::ui::ReportsPage</name>
    <message numerus="yes">
        <source>%Ln review(s) of these weeks are written</source>
        <translation>
            <numerusform>%Ln review of these weeks is written</numerusform>
            <numerusform>%Ln reviews of these weeks are written</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plumbline::ui::SetAsideView</name>
    <message numerus="yes">
        <source>%1: %2 row(s)</source>
        <translation>
            <numerusform>%1: %2 row</numerusform>
            <numerusform>%1: %2 rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 row(s) of %2 set aside</source>
        <translation>
            <numerusform>%1 row of %2 is set aside</numerusform>
            <numerusform>%1 rows of %2 are set aside</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 row(s) of %2</source>
        <translation>
            <numerusform>%1 row of %2</numerusform>
            <numerusform>%1 rows of %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plumbline::ui::TargetsDialog</name>
    <message numerus="yes">
        <source>%Ln target(s) taken from the sheet.</source>
        <translation>
            <numerusform>%Ln target taken from the sheet.</numerusform>
            <numerusform>%Ln targets taken from the sheet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>plumbline::ui::TrustBanner</name>
    <message numerus="yes">
        <source>%n more finding(s) concern this page.</source>
        <translation>
            <numerusform>%n more finding concerns this page.</numerusform>
            <numerusform>%n more findings concern this page.</numerusform>
        </translation>
    </message>
</context>
</TS>
