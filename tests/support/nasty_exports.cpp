// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/nasty_exports.h"

#include <cstdio>
#include <iconv.h>

namespace plumbline::test {

namespace {

std::string two(int n) { return (n < 10 ? "0" : "") + std::to_string(n); }

/// 1234567 and 2 -> "1.234.567,00" with the given signs.
std::string grouped(int64_t whole, int cents, const std::string& group, const std::string& decimal) {
    std::string digits = std::to_string(whole), out;
    for (size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) out += group;
        out += digits[i];
    }
    return cents < 0 ? out : out + decimal + two(cents);
}

/// Twenty rows of a numeric format: amounts between 1 and some millions.
NastyExport amounts(const std::string& name, const std::string& delimiter, const std::string& group, const std::string& decimal,
                    const std::string& before, const std::string& after, bool quote, const std::string& unit) {
    NastyExport e{name,
                  "Campaign" + delimiter + "Amount" + delimiter + "Count\n",
                  {"Campaign", "Amount", "Count"},
                  {"text", "decimal", "integer"},
                  20,
                  {},
                  {}};
    int64_t whole = 7;
    for (int i = 0; i < 20; ++i) {
        const int cents = (i * 37) % 100;
        std::string amount = before + grouped(whole, cents, group, decimal) + after;
        if (quote) amount = "\"" + amount + "\"";
        e.bytes += "C" + std::to_string(i) + delimiter + amount + delimiter + std::to_string(i * 3) + "\n";
        char text[64];
        std::snprintf(text, sizeof text, "%.15g", static_cast<double>(whole) + cents / 100.0);
        const std::vector<std::string> row{"C" + std::to_string(i), text, std::to_string(i * 3)};
        if (i == 0) e.first = row;
        e.last = row;
        whole = whole * 2 + 13;
    }
    e.units = {"", unit, ""};
    return e;
}

/// A column of dates written by `write(day, month)`, days 1 to `days` of months 3 and 4 of 2025.
template <class Write>
NastyExport dates(const std::string& name, int days, Write write, const std::string& type, const std::string& first,
                  const std::string& last) {
    NastyExport e{name, "Day;Clicks\n", {"Day", "Clicks"}, {type, "integer"}, 0, {first, "1"}, {}};
    int n = 0;
    for (int month = 3; month <= 4; ++month)
        for (int day = 1; day <= days; ++day) e.bytes += write(day, month) + ";" + std::to_string(++n) + "\n";
    e.rows = static_cast<size_t>(n);
    e.last = {last, std::to_string(n)};
    return e;
}

void number_formats(std::vector<NastyExport>& out) {
    out.push_back(amounts("comma decimal, point groups, semicolon", ";", ".", ",", "", "", false, ""));
    out.push_back(amounts("comma decimal in a comma file", ",", ".", ",", "", "", true, ""));
    out.push_back(amounts("space groups", ";", " ", ",", "", " €", false, "EUR"));
    out.push_back(amounts("no-break space groups", "\t", "\u00A0", ",", "", "\u00A0€", false, "EUR"));
    out.push_back(amounts("narrow no-break space groups", "\t", "\u202F", ",", "", "\u202FEUR", false, "EUR"));
    out.push_back(amounts("Swiss apostrophes", ";", "'", ".", "CHF ", "", false, "CHF"));
    out.push_back(amounts("Swiss typographic apostrophes", ";", "\u2019", ".", "", " CHF", false, "CHF"));
    out.push_back(amounts("dollars", ",", ",", ".", "$", "", true, "USD"));
    out.push_back(amounts("zloty", ";", " ", ",", "", " zł", false, "PLN"));
    out.push_back(amounts("code before", ",", ",", ".", "GBP ", "", true, "GBP"));
    out.push_back({"lakh grouping",
                   "Item,Sales\nA,\"₹12,34,567.50\"\nB,\"₹1,00,000.00\"\nC,\"₹99,999.25\"\nD,₹500.00\n",
                   {"Item", "Sales"},
                   {"text", "decimal"},
                   4,
                   {"A", "1234567.5"},
                   {"D", "500"},
                   {},
                   {},
                   {},
                   {},
                   {"", "INR"}});
    out.push_back({"negatives in parentheses, after, and U+2212",
                   "Item;Profit\nA;(1.234,50)\nB;2.000,00\nC;12,75-\nD;\u22125,25\nE;-1,00\n",
                   {"Item", "Profit"},
                   {"text", "decimal"},
                   5,
                   {"A", "-1234.5"},
                   {"E", "-1"}});
    out.push_back({"percent with comma",
                   "K;CTR\nA;5,23 %\nB;0,01 %\nC;100 %\nD;12,5%\nE;0\n",
                   {"K", "CTR"},
                   {"text", "percent"},
                   5,
                   {"A", "0.0523"},
                   {"E", "0"}});
    out.push_back({"yen as backslash",
                   "日,金額\n1,\\1000\n2,\\2500\n3,\\980\n",
                   {"日", "金額"},
                   {"integer", "integer"},
                   3,
                   {"1", "1000"},
                   {"3", "980"},
                   {},
                   {},
                   {},
                   {},
                   {"", "JPY"}});
    out.push_back({"exponents",
                   "k,v\na,1.5E-05\nb,2e3\nc,-7.25E+2\nd,0.5\n",
                   {"k", "v"},
                   {"text", "decimal"},
                   4,
                   {"a", "1.5e-05"},
                   {"d", "0.5"}});
    out.push_back({"thousands only, settled by another column",
                   "a;b;c\nx;1.234;0,5\ny;12.500;1,25\nz;7.000;3,75\n",
                   {"a", "b", "c"},
                   {"text", "integer", "decimal"},
                   3,
                   {"x", "1234", "0.5"},
                   {"z", "7000", "3.75"}});
    out.push_back({"three digits behind a comma, nothing to settle it",
                   "a\tb\nx\t1,234\ny\t2,500\nz\t7,125\n",
                   {"a", "b"},
                   {"text", "decimal|integer"},
                   3,
                   {},
                   {},
                   {},
                   "decimal"});
    out.push_back({"big and small integers with groups",
                   "a\tImpressions\nx\t1.234\ny\t987\nz\t1.200.300\n",
                   {"a", "Impressions"},
                   {"text", "integer"},
                   3,
                   {"x", "1234"},
                   {"z", "1200300"}});
    std::string infinite = "k,v\n";
    for (int i = 0; i < 60; ++i)
        infinite += "r" + std::to_string(i) + "," + (i == 20 ? "inf" : i == 21 ? "1e999" : std::to_string(i) + ".5") + "\n";
    out.push_back({"infinite and overflowing numbers are set aside",
                   infinite,
                   {"k", "v"},
                   {"text", "decimal"},
                   58,
                   {"r0", "0.5"},
                   {"r59", "59.5"},
                   {22, 23}});
    std::string oops = "k,v\n";
    for (int i = 0; i < 300; ++i)
        oops += "r" + std::to_string(i) + "," + (i == 150 ? "oops" : i == 200 ? "n/a?" : std::to_string(i)) + "\n";
    out.push_back({"two typing errors among 300 numbers",
                   oops,
                   {"k", "v"},
                   {"text", "integer"},
                   298,
                   {"r0", "0"},
                   {"r299", "299"},
                   {152, 202}});
    std::string impression_share = "k,share\n";
    for (int i = 0; i < 30; ++i)
        impression_share += "r" + std::to_string(i) + "," + (i % 5 == 0 ? "< 10%" : std::to_string(20 + i) + ".50%") + "\n";
    out.push_back({"a bound that comes again and again is a value",
                   impression_share,
                   {"k", "share"},
                   {"text", "text"},
                   30,
                   {"r0", "< 10%"},
                   {"r29", "49.50%"}});
}

void date_formats(std::vector<NastyExport>& out) {
    const auto d = [](int n) { return std::to_string(n); };
    out.push_back(dates(
        "ISO days", 20, [](int a, int b) { return "2025-" + two(b) + "-" + two(a); }, "date", "2025-03-01", "2025-04-20"));
    out.push_back(dates(
        "day/month", 20, [](int a, int b) { return two(a) + "/" + two(b) + "/2025"; }, "date", "2025-03-01", "2025-04-20"));
    out.push_back(dates(
        "month/day, unpadded", 20, [&](int a, int b) { return d(b) + "/" + d(a) + "/2025"; }, "date", "2025-03-01",
        "2025-04-20"));
    out.push_back(dates(
        "points and short years", 12, [&](int a, int b) { return d(a) + "." + d(b) + ".25"; }, "date", "2025-03-01",
        "2025-04-12"));
    out.push_back(dates(
        "dashes and short years", 28, [](int a, int b) { return two(a) + "-" + two(b) + "-25"; }, "date", "2025-03-01",
        "2025-04-28"));
    out.push_back(dates(
        "English months", 12, [](int a, int b) { return (b == 3 ? "Mar " : "April ") + std::to_string(a) + ", 2025"; }, "date",
        "2025-03-01", "2025-04-12"));
    out.push_back(dates(
        "French months", 12,
        [](int a, int b) { return (a == 1 ? "1er" : std::to_string(a)) + (b == 3 ? " mars 2025" : " avril 2025"); }, "date",
        "2025-03-01", "2025-04-12"));
    out.push_back(dates(
        "German months", 12, [](int a, int b) { return std::to_string(a) + (b == 3 ? ". März 2025" : ". April 2025"); }, "date",
        "2025-03-01", "2025-04-12"));
    out.push_back(dates(
        "Portuguese months", 12,
        [](int a, int b) { return std::to_string(a) + (b == 3 ? " de março de 2025" : " de abril de 2025"); }, "date",
        "2025-03-01", "2025-04-12"));
    out.push_back(dates(
        "day-Mon-yy", 12, [](int a, int b) { return two(a) + (b == 3 ? "-Mar-25" : "-Apr-25"); }, "date", "2025-03-01",
        "2025-04-12"));
    out.push_back(dates(
        "compact days", 20, [](int a, int b) { return "2025" + two(b) + two(a); }, "date", "2025-03-01", "2025-04-20"));
    out.push_back(dates(
        "midnight timestamps are days", 20, [](int a, int b) { return "2025-" + two(b) + "-" + two(a) + " 00:00:00"; }, "date",
        "2025-03-01", "2025-04-20"));
    out.push_back(dates(
        "timestamps", 20, [](int a, int b) { return "2025-" + two(b) + "-" + two(a) + " 13:05"; }, "timestamp",
        "2025-03-01T13:05:00", "2025-04-20T13:05:00"));
    out.push_back(dates(
        "AM and PM", 20, [&](int a, int b) { return d(b) + "/" + d(a) + "/2025 1:05 PM"; }, "timestamp", "2025-03-01T13:05:00",
        "2025-04-20T13:05:00"));
    out.push_back(dates(
        "offsets across a clock change", 30,
        [](int a, int b) { return "2025-" + two(b) + "-" + two(a) + "T00:30:00" + (b == 3 && a < 30 ? "+01:00" : "+02:00"); },
        "timestamptz", "2025-02-28T23:30:00Z", "2025-04-29T22:30:00Z"));
    out.push_back({"months",
                   "Month,Cost\n2026-11,5\n2026-12,6\n2027-01,7\n",
                   {"Month", "Cost"},
                   {"date", "integer"},
                   3,
                   {"2026-11-01", "5"},
                   {"2027-01-01", "7"}});
    out.push_back({"month names",
                   "Month,Cost\nNov 2026,5\nDec 2026,6\nJan 2027,7\n",
                   {"Month", "Cost"},
                   {"date", "integer"},
                   3,
                   {"2026-11-01", "5"},
                   {"2027-01-01", "7"}});
    out.push_back({"weeks",
                   "Week,Cost\n2026-W53,5\n2027-W01,6\n2027-W02,7\n",
                   {"Week", "Cost"},
                   {"date", "integer"},
                   3,
                   {"2026-12-28", "5"},
                   {"2027-01-11", "7"}});
    out.push_back({"quarters",
                   "Quarter,Cost\nQ3 2026,5\nQ4 2026,6\nQ1 2027,7\n",
                   {"Quarter", "Cost"},
                   {"date", "integer"},
                   3,
                   {"2026-07-01", "5"},
                   {"2027-01-01", "7"}});
    out.push_back({"both orders possible",
                   "Date,v\n03/04/2025,1\n05/06/2025,2\n07/08/2025,3\n",
                   {"Date", "v"},
                   {"date", "integer"},
                   3,
                   {},
                   {},
                   {},
                   "date_order"});
    out.push_back({"another column settles the order",
                   "Start,End,v\n03/04/2025,13/04/2025,1\n05/06/2025,25/06/2025,2\n",
                   {"Start", "End", "v"},
                   {"date", "date", "integer"},
                   2,
                   {"2025-04-03", "2025-04-13", "1"},
                   {"2025-06-05", "2025-06-25", "2"}});
    std::string bad = "Date;v\n";
    for (int i = 0; i < 60; ++i)
        bad += (i == 10 ? "31.02.2025" : i == 11 ? "01.01.9999" : two(1 + i % 28) + ".03.2025") + ";" + std::to_string(i) + "\n";
    out.push_back({"days that no calendar has",
                   bad,
                   {"Date", "v"},
                   {"date", "integer"},
                   58,
                   {"2025-03-01", "0"},
                   {"2025-03-04", "59"},
                   {12, 13}});
}

void structures(std::vector<NastyExport>& out) {
    out.push_back({"title block, currency in it, total below",
                   "Spend report\nPeriod:;March 2025\nCurrency: "
                   "CHF\n\nDay;Channel;Spend\n01.03.2025;A;1,50\n02.03.2025;B;2,75\n03.03.2025;A;4,00\nGesamt;;8,25\n",
                   {"Day", "Channel", "Spend"},
                   {"date", "text", "decimal"},
                   3,
                   {"2025-03-01", "A", "1.5"},
                   {"2025-03-03", "A", "4"},
                   {},
                   {},
                   {},
                   "totals",
                   {"", "", "CHF"}});
    out.push_back({"remarks below",
                   "Day,Clicks,Cost\n2025-03-01,4,1.5\n2025-03-02,5,2.5\n\nGenerated on 2025-03-05\n* without tax\n",
                   {"Day", "Clicks", "Cost"},
                   {"date", "integer", "decimal"},
                   2,
                   {"2025-03-01", "4", "1.5"},
                   {"2025-03-02", "5", "2.5"}});
    out.push_back({"a campaign called Total is no total",
                   "Campaign,Network,Clicks\nAlpha,Search,4\nBeta,Display,5\nTotal Control,Search,7\n",
                   {"Campaign", "Network", "Clicks"},
                   {"text", "text", "integer"},
                   3,
                   {"Alpha", "Search", "4"},
                   {"Total Control", "Search", "7"}});
    out.push_back({"an empty name on top that is no sum",
                   "Campaign,Clicks\n,3\nAlpha,40\nBeta,50\n",
                   {"Campaign", "Clicks"},
                   {"text", "integer"},
                   3,
                   {"", "3"},
                   {"Beta", "50"}});
    out.push_back({"sep line", "sep=;\na;b\n1;2,5\n3;4,5\n", {"a", "b"}, {"integer", "decimal"}, 2, {"1", "2.5"}, {"3", "4.5"}});
    out.push_back({"two header rows",
                   "Google,,Meta,\nCost,Clicks,Cost,Clicks\n1.5,3,2.5,4\n2.5,5,3.5,6\n",
                   {"Google Cost", "Google Clicks", "Meta Cost", "Meta Clicks"},
                   {"decimal", "integer", "decimal", "integer"},
                   2,
                   {"1.5", "3", "2.5", "4"},
                   {"2.5", "5", "3.5", "6"}});
    out.push_back({"duplicate and blank names",
                   "Day,Cost,,Cost\n2025-01-01,1,2,3\n2025-01-02,4,5,6\n",
                   {"Day", "Cost", "column_3", "Cost_2"},
                   {"date", "integer", "integer", "integer"},
                   2,
                   {"2025-01-01", "1", "2", "3"},
                   {"2025-01-02", "4", "5", "6"}});
    out.push_back({"no header",
                   "2025-01-01,A,1.5\n2025-01-02,B,2.5\n2025-01-03,C,3.5\n",
                   {"column_1", "column_2", "column_3"},
                   {"date", "text", "decimal"},
                   3,
                   {"2025-01-01", "A", "1.5"},
                   {"2025-01-03", "C", "3.5"}});
    out.push_back({"years as names",
                   "Channel,2023,2024,2025\nA,10,20,30\nB,11,21,31\n",
                   {"Channel", "2023", "2024", "2025"},
                   {"text", "integer", "integer", "integer"},
                   2,
                   {"A", "10", "20", "30"},
                   {"B", "11", "21", "31"}});
    out.push_back({"CR only", "a,b\r1,x\r2,y\r", {"a", "b"}, {"integer", "text"}, 2, {"1", "x"}, {"2", "y"}});
    out.push_back({"inch marks",
                   "Item,Size,N\nTV,40\" wide,5\nTV2,50\" wide,6\nTV3,\"60\"\" wide\",7\n",
                   {"Item", "Size", "N"},
                   {"text", "text", "integer"},
                   3,
                   {"TV", "40\" wide", "5"},
                   {"TV3", "60\" wide", "7"}});
    std::string unclosed = "a,b,c\n";
    for (int i = 0; i < 50; ++i)
        unclosed += std::to_string(i) + (i == 10 ? ",\"never closed," : ",word,") + std::to_string(i) + "\n";
    out.push_back({"an unclosed quote swallows nothing",
                   unclosed,
                   {"a", "b", "c"},
                   {"integer", "text", "integer"},
                   50,
                   {"0", "word", "0"},
                   {"49", "word", "49"}});
    out.push_back({"cells over lines with separators",
                   "a,b,c\n1,\"x, y\nz\",2\n3,\"p \"\"q\"\"\r\nr\",4\n",
                   {"a", "b", "c"},
                   {"integer", "text", "integer"},
                   2,
                   {"1", "x, y\nz", "2"},
                   {"3", "p \"q\"\r\nr", "4"}});
    out.push_back({"backslash escapes",
                   "a;b;c\n1;\"say \\\"hi\\\"; now\";2\n3;\"x\";4\n",
                   {"a", "b", "c"},
                   {"integer", "text", "integer"},
                   2,
                   {"1", "say \"hi\"; now", "2"},
                   {"3", "x", "4"}});
    out.push_back({"separator at the end of each row",
                   "a;b;\n1;2;\n3;4;\n",
                   {"a", "b"},
                   {"integer", "integer"},
                   2,
                   {"1", "2"},
                   {"3", "4"}});
    out.push_back(
        {"too many fields, all empty", "a,b\n1,2,,\n3,4\n5,6,\n", {"a", "b"}, {"integer", "integer"}, 3, {"1", "2"}, {"5", "6"}});
    out.push_back({"rows of other lengths are set aside",
                   "a,b,c\n1,2,3\n4,5\n6,7,8\n9,10,11,12\n13,14,\n",
                   {"a", "b", "c"},
                   {"integer", "integer", "integer"},
                   3,
                   {"1", "2", "3"},
                   {"13", "14", ""},
                   {3, 5}});
    out.push_back(
        {"the header comes again", "a,b\n1,2\na,b\n3,4\n", {"a", "b"}, {"integer", "integer"}, 2, {"1", "2"}, {"3", "4"}, {3}});
    out.push_back(
        {"a second table",
         "Day,Cost,Clicks\n2025-01-01,1.5,3\n2025-01-02,2.5,4\n2025-01-03,2.5,4\n\nDevice,Share\nmobile,0.5\ndesktop,0.25\n",
         {"Day", "Cost", "Clicks"},
         {"date", "decimal", "integer"},
         3,
         {"2025-01-01", "1.5", "3"},
         {"2025-01-03", "2.5", "4"},
         {},
         {},
         {},
         "second table"});
    out.push_back({"header only", "Day,Cost\n", {"Day", "Cost"}, {"null", "null"}, 0, {}, {}});
    std::string late = "id,v\n";
    for (int i = 0; i < 50000; ++i)
        late += std::to_string(i) + "," + (i < 45000 ? std::to_string(i) : std::to_string(i) + ".25") + "\n";
    out.push_back(
        {"fractions from row 45,000 on", late, {"id", "v"}, {"integer", "decimal"}, 50000, {"0", "0"}, {"49999", "49999.25"}});
    std::string words = "id,v\n";
    for (int i = 0; i < 50000; ++i)
        words += std::to_string(i) + "," + (i < 45000 ? std::to_string(i) : "K" + std::to_string(i)) + "\n";
    out.push_back({"words from row 45,000 on", words, {"id", "v"}, {"integer", "text"}, 50000, {"0", "0"}, {"49999", "K49999"}});
}

void values(std::vector<NastyExport>& out) {
    out.push_back({"leading zeros and long ids stay text",
                   "Zip;Id;n\n00123;1234567890123456789012;1\n04567;1234567890123456789013;2\n",
                   {"Zip", "Id", "n"},
                   {"text", "text", "integer"},
                   2,
                   {"00123", "1234567890123456789012", "1"},
                   {"04567", "1234567890123456789013", "2"}});
    out.push_back({"missing markers",
                   "k,a,b\nx, --,1\ny,2,N/A\nz,-,#DIV/0!\nw,3,null\nv,nan,4\n",
                   {"k", "a", "b"},
                   {"text", "integer", "integer"},
                   5,
                   {"x", "", "1"},
                   {"v", "", "4"}});
    out.push_back({"not set is a value",
                   "Source,n\n(not set),1\n(none),2\ngoogle,3\n",
                   {"Source", "n"},
                   {"text", "integer"},
                   3,
                   {"(not set)", "1"},
                   {"google", "3"}});
    out.push_back({"true and false",
                   "k,Active\na,TRUE\nb,FALSE\nc,true\n",
                   {"k", "Active"},
                   {"text", "boolean"},
                   3,
                   {"a", "true"},
                   {"c", "true"}});
    out.push_back({"mixed currencies are told",
                   "k,Cost\na,€5.00\nb,$6.00\nc,€7.00\n",
                   {"k", "Cost"},
                   {"text", "decimal"},
                   3,
                   {"a", "5"},
                   {"c", "7"},
                   {},
                   {},
                   {},
                   "currencies",
                   {"", ""}});
    out.push_back({"currency code column",
                   "Campaign,Currency code,Cost\nA,SEK,5.25\nB,SEK,6.50\n",
                   {"Campaign", "Currency code", "Cost"},
                   {"text", "text", "decimal"},
                   2,
                   {"A", "SEK", "5.25"},
                   {"B", "SEK", "6.5"},
                   {},
                   {},
                   {},
                   {},
                   {"", "", "SEK"}});
    out.push_back({"dates and words together are words",
                   "k,Ends\na,Ongoing\nb,2025-11-30\nc,Ongoing\n",
                   {"k", "Ends"},
                   {"text", "text"},
                   3,
                   {"a", "Ongoing"},
                   {"c", "Ongoing"}});
    out.push_back({"an empty column",
                   "k,e,n\na,,1\nb,,2\n",
                   {"k", "e", "n"},
                   {"text", "null", "integer"},
                   2,
                   {"a", "", "1"},
                   {"b", "", "2"}});
}

void encodings(std::vector<NastyExport>& out) {
    const std::string german =
        "Datum;Größe;Straße\n01.03.2025;5,50 €;Köln\n02.03.2025;6,75 €;Münster\n03.03.2025;1.000,25 €;Düsseldorf\n";
    const NastyExport truth{"",
                            "",
                            {"Datum", "Größe", "Straße"},
                            {"date", "decimal", "text"},
                            3,
                            {"2025-03-01", "5.5", "Köln"},
                            {"2025-03-03", "1000.25", "Düsseldorf"},
                            {},
                            {},
                            {},
                            {},
                            {"", "EUR", ""}};
    const auto add = [&](const char* name, std::string bytes) {
        NastyExport e = truth;
        e.name = name;
        e.bytes = std::move(bytes);
        out.push_back(e);
    };
    add("UTF-8 with mark", "\xEF\xBB\xBF" + german);
    add("UTF-16 LE with mark", utf16(german, false, true));
    add("UTF-16 BE with mark", utf16(german, true, true));
    add("UTF-16 LE without mark", utf16(german, false, false));
    add("Windows-1252", encoded(german, "CP1252"));
    add("Latin-9", encoded(german, "ISO-8859-15"));
    out.push_back({"Windows-1250",
                   encoded("Miasto;Koszt\nŁódź;5,50 zł\nKraków;6,75 zł\nGdańsk;7,00 zł\nZażółć gęślą;8,00 zł\n", "CP1250"),
                   {"Miasto", "Koszt"},
                   {"text", "decimal"},
                   4,
                   {"Łódź", "5.5"},
                   {"Zażółć gęślą", "8"},
                   {},
                   {},
                   {},
                   {},
                   {"", "PLN"}});
    out.push_back({"Shift JIS",
                   encoded("日付,キャンペーン,クリック\n2025-03-01,春のセール,5\n2025-03-02,夏のセール,6\n", "CP932"),
                   {"日付", "キャンペーン", "クリック"},
                   {"date", "text", "integer"},
                   2,
                   {"2025-03-01", "春のセール", "5"},
                   {"2025-03-02", "夏のセール", "6"}});
    std::string mixed = "k,v\n";
    for (int i = 0; i < 40; ++i) mixed += (i == 20 ? "K\xF6ln," : "Köln,") + std::to_string(i) + "\n";
    out.push_back({"one row that is not UTF-8", mixed, {"k", "v"}, {"text", "integer"}, 39, {"Köln", "0"}, {"Köln", "39"}, {22}});
    out.push_back({"empty file", "", {}, {}, 0, {}, {}, {}, {}, "file_empty"});
    out.push_back({"binary",
                   std::string("\x7F"
                               "ELF\x02\x01\x01\0\0\0\0",
                               11) +
                       std::string(500, '\x01'),
                   {},
                   {},
                   0,
                   {},
                   {},
                   {},
                   {},
                   "file_binary"});
    out.push_back({"NUL bytes", std::string("a,b\n1,2\0\0\0\0\0\0\0\0\n3,4\n", 20), {}, {}, 0, {}, {}, {}, {}, "file_binary"});
    std::string wide = "c0";
    for (int i = 1; i < 10000; ++i) wide += ",c" + std::to_string(i);
    out.push_back({"10,000 columns", wide + "\n" + wide + "\n", {}, {}, 0, {}, {}, {}, {}, "file_too_many_columns"});
    out.push_back({"one line of 20 MB", std::string(20 << 20, 'x'), {}, {}, 0, {}, {}, {}, {}, "file_line_too_long"});
}

} // namespace

std::string encoded(const std::string& utf8, const char* name) {
    iconv_t c = iconv_open(name, "UTF-8");
    std::string in = utf8, out(utf8.size() * 4, '\0');
    char* from = in.data();
    char* to = out.data();
    size_t left = in.size(), room = out.size();
    iconv(c, &from, &left, &to, &room);
    iconv_close(c);
    out.resize(out.size() - room);
    return out;
}

std::string utf16(const std::string& utf8, bool big_endian, bool bom) {
    const std::string mark = !bom ? "" : big_endian ? "\xFE\xFF" : "\xFF\xFE";
    return mark + encoded(utf8, big_endian ? "UTF-16BE" : "UTF-16LE");
}

std::vector<NastyExport> nasty_exports() {
    std::vector<NastyExport> out;
    number_formats(out);
    date_formats(out);
    structures(out);
    values(out);
    encodings(out);
    return out;
}

} // namespace plumbline::test
