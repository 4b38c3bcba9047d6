// SPDX-License-Identifier: GPL-3.0-or-later
// Every widget with the figures of one made-up company, in light and dark, grabbed to pictures for a look.
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QGraphicsView>
#include <QGridLayout>
#include <QLineEdit>
#include <QMouseEvent>
#include <QRadioButton>
#include <QSpinBox>

#include "tests/ui/gallery/gallery_data.h"
#include "ui/charts/chart_widget.h"
#include "ui/print/pdf.h"
#include "ui/widgets/card.h"
#include "ui/widgets/kpi_card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/messages.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/range_picker.h"
#include "ui/widgets/segment_tabs.h"
#include "ui/widgets/spec_table.h"
#include "ui/widgets/token_button.h"

using namespace plumbline;
using namespace plumbline::ui;

namespace {

QWidget* page() {
    auto* w = new QWidget;
    w->setObjectName(QStringLiteral("page"));
    w->setAttribute(Qt::WA_StyledBackground);
    return w;
}

QWidget* filterBar(bool tabs) {
    auto* bar = new QFrame;
    bar->setObjectName(QStringLiteral("pane"));
    bar->setFixedHeight(px(44));
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(px(tabs ? 6 : 16), 0, px(16), 0);
    row->setSpacing(px(8));
    if (tabs) {
        auto* t = new SegmentTabs;
        t->addTab("datasets", "Datasets");
        t->addTab("import", "Import");
        t->addTab("audit", "Audit");
        t->setCount("audit", 3);
        t->addTab("aside", "Set aside");
        t->setCurrent("import");
        row->addWidget(t);
    } else {
        row->addWidget(new TokenButton("Period", "13 complete weeks, W34 to W46", "calendar"));
        row->addWidget(new TokenButton("Against", "same weeks of 2025", "compare"));
        row->addWidget(new TokenButton("Region", "All", "filter"));
        row->addWidget(makeButton("Filter", ButtonKind::quiet, "plus"));
    }
    row->addStretch(1);
    row->addWidget(makeButton("Save view", ButtonKind::quiet));
    row->addWidget(makeButton("Export", ButtonKind::outlined, "export"));
    row->addWidget(makeButton("Ask", ButtonKind::outlined, "ask"));
    return bar;
}

QWidget* dashboard() {
    QWidget* w = page();
    auto* outer = new QVBoxLayout(w);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(filterBar(false));
    auto* body = new QVBoxLayout;
    body->setContentsMargins(px(16), px(12), px(16), px(16));
    body->setSpacing(px(12));
    auto* head = new PageHead;
    head->setTitle("Revenue is up 6.4% on last year, on 3.7% more spend");
    head->setCaption("17 Aug to 15 Nov 2026, CHF without VAT. W47 has 5 of 7 days and is not compared.");
    head->message()->setMessage(Tone::warning, "Leads include about 5,500 too many: a likely tag fault, 6 to 8 October.",
                                "Open finding");
    body->addWidget(head);
    auto* kpis = new KpiRow;
    kpis->setCards(gallery::cards());
    for (int i = 0; i < 6; ++i) kpis->cards()[i]->setFindings(i == 5 ? 1 : 0);
    body->addWidget(kpis);
    auto* grid = new QGridLayout;
    grid->setSpacing(px(12));
    auto* chart = new ChartCard;
    chart->setSpec(gallery::revenue());
    auto* selector = new TokenButton({}, "Week");
    selector->setCompact(true);
    chart->setSelector(selector);
    auto* breakdown = new TableCard;
    breakdown->setSpec(gallery::breakdown());
    auto* campaigns = new TableCard;
    campaigns->setSpec(gallery::campaigns());
    auto* funnel = new TableCard;
    funnel->setSpec(gallery::funnel());
    grid->addWidget(chart, 0, 0);
    grid->addWidget(breakdown, 0, 1);
    grid->addWidget(campaigns, 1, 0);
    grid->addWidget(funnel, 1, 1);
    grid->setColumnStretch(0, 757);
    grid->setColumnStretch(1, 373);
    grid->setRowStretch(0, 1);
    for (QWidget* c : {static_cast<QWidget*>(chart), static_cast<QWidget*>(breakdown), static_cast<QWidget*>(campaigns),
                       static_cast<QWidget*>(funnel)}) {
        c->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    }
    body->addLayout(grid, 1);
    outer->addLayout(body, 1);
    w->resize(1174, 690);
    return w;
}

QWidget* charts() {
    QWidget* w = page();
    auto* grid = new QGridLayout(w);
    grid->setContentsMargins(16, 16, 16, 16);
    grid->setSpacing(12);
    int i = 0;
    for (const ChartSpec& spec :
         {gallery::forecast(), gallery::channels(), gallery::gaps(), gallery::bars(), gallery::columns(), gallery::revenue()}) {
        auto* card = new ChartCard;
        card->setSpec(spec);
        if (i == 5) card->setTableShown(true);
        grid->addWidget(card, i / 2, i % 2);
        ++i;
    }
    w->resize(1174, 860);
    return w;
}

QWidget* parts() {
    QWidget* w = page();
    auto* outer = new QVBoxLayout(w);
    outer->setContentsMargins(0, 0, 0, 16);
    outer->addWidget(filterBar(true));
    auto* grid = new QGridLayout;
    grid->setContentsMargins(16, 16, 16, 0);
    grid->setSpacing(12);
    auto* messages = new Card;
    messages->setTitle("Messages and states");
    messages->setSubtitle("Each has an icon, one sentence and one link");
    for (auto [tone, text] :
         {std::pair{Tone::warning, "Leads include about 5,500 too many: a likely tag fault, 6 to 8 October."},
          std::pair{Tone::loss, "Line 1,204 of shop.csv has no date. 3 rows were set aside; the other 21,637 are in."},
          std::pair{Tone::gain, "21,640 rows are in."}, std::pair{Tone::normal, "<b>Markup</b> is shown as it is."}}) {
        auto* m = new InlineMessage;
        m->setMessage(tone, text, "Show rows");
        m->setClosable(tone == Tone::gain);
        messages->bodyLayout()->addWidget(m);
    }
    messages->setError("The table could not be read. The other cards are up to date.", "Try again");
    messages->bodyLayout()->addWidget(new EmptyState("No forecast yet. It needs 26 weeks of one metric.", "Forecast revenue"));
    grid->addWidget(messages, 0, 0);
    auto* controls = new Card;
    controls->setTitle("Controls");
    controls->setSubtitle("28 high");
    auto* row = new QHBoxLayout;
    for (auto [kind, text] : {std::pair{ButtonKind::primary, "Import 21,640 rows"}, std::pair{ButtonKind::outlined, "Add files"},
                              std::pair{ButtonKind::quiet, "Cancel"}, std::pair{ButtonKind::link, "Show"}})
        row->addWidget(makeButton(text, kind, kind == ButtonKind::outlined ? "plus" : ""));
    auto* off = makeButton("Not yet", ButtonKind::primary);
    off->setEnabled(false);
    row->addWidget(off);
    row->addStretch(1);
    controls->bodyLayout()->addLayout(row);
    auto* row2 = new QHBoxLayout;
    auto* edit = new QLineEdit;
    edit->setPlaceholderText("Search");
    row2->addWidget(edit);
    auto* combo = new QComboBox;
    combo->addItems({"Append, replace same days", "Replace"});
    row2->addWidget(combo);
    auto* spin = new QSpinBox;
    spin->setValue(13);
    row2->addWidget(spin);
    controls->bodyLayout()->addLayout(row2);
    auto* row3 = new QHBoxLayout;
    auto* check = new QCheckBox("Header row");
    check->setChecked(true);
    row3->addWidget(check);
    row3->addWidget(new QCheckBox("Skip empty rows"));
    auto* radio = new QRadioButton("Day first");
    radio->setChecked(true);
    row3->addWidget(radio);
    row3->addWidget(new QRadioButton("Month first"));
    row3->addStretch(1);
    controls->bodyLayout()->addLayout(row3);
    auto* icons = new QHBoxLayout;
    icons->setSpacing(4);
    for (const QString& name : iconNames().mid(0, 24))
        if (!name.startsWith("control_")) {
            auto* l = new QLabel;
            l->setPixmap(icon(name).pixmap(QSize(16, 16), l->devicePixelRatioF()));
            icons->addWidget(l);
        }
    icons->addStretch(1);
    controls->bodyLayout()->addLayout(icons);
    controls->bodyLayout()->addStretch(1);
    grid->addWidget(controls, 0, 1);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    auto* table = new TableCard;
    table->setSpec(gallery::long_table(40));
    table->table()->selectName("Campaign 3");
    grid->addWidget(table, 1, 0, 1, 2);
    outer->addLayout(grid);
    outer->addStretch(1);
    w->resize(1174, 860);
    return w;
}

} // namespace

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    const QString out = argc > 1 ? QString::fromLocal8Bit(argv[1]) : QStringLiteral(".");
    QDir().mkpath(out);
    NumberStyle style = NumberStyle::of(Language::en, "CHF");
    setNumberStyle(style);
    Theme::instance().setScheme(Scheme::light);
    Theme::instance().apply();
    for (Scheme scheme : {Scheme::light, Scheme::dark}) {
        Theme::instance().setScheme(scheme);
        const QString suffix = scheme == Scheme::light ? QStringLiteral("light") : QStringLiteral("dark");
        for (auto [name, make] : {std::pair{"dashboard", &dashboard}, std::pair{"charts", &charts}, std::pair{"parts", &parts}}) {
            QWidget* w = make();
            w->setFocusPolicy(Qt::StrongFocus);
            const QSize wanted = w->size();
            w->show();
            w->resize(wanted);
            w->setFocus();
            QApplication::processEvents();
            w->resize(wanted);
            QApplication::processEvents();
            if (qEnvironmentVariableIsSet("GALLERY_SIZES"))
                for (QWidget* c : w->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly))
                    qInfo() << c->metaObject()->className() << c->geometry() << c->minimumSizeHint() << c->sizeHint()
                            << c->heightForWidth(c->width());
            if (auto* view = w->findChild<QGraphicsView*>(); view && QLatin1String(name) == QLatin1String("charts")) {
                // The pointer over the first chart: its tool tip and dots.
                const QPointF at(view->width() * 0.72, view->height() * 0.5);
                QMouseEvent move(QEvent::MouseMove, at, view->viewport()->mapToGlobal(at), Qt::NoButton, Qt::NoButton,
                                 Qt::NoModifier);
                QApplication::sendEvent(view->viewport(), &move);
            }
            w->grab().save(QStringLiteral("%1/%2_%3.png").arg(out, QLatin1String(name), suffix));
            delete w;
        }
        auto* picker = new RangePicker;
        picker->setData(from_civil({2024, 1, 1}), from_civil({2026, 11, 20}));
        picker->setRange(RangePreset::weeks_13, {from_civil({2026, 8, 17}), from_civil({2026, 11, 15})});
        picker->adjustSize();
        picker->grab().save(QStringLiteral("%1/picker_%2.png").arg(out, suffix));
        delete picker;
    }
    Theme::instance().setScheme(Scheme::light);
    Theme::instance().setScale(2);
    QWidget* large = dashboard();
    large->show();
    large->resize(1310, 2000);
    QApplication::processEvents();
    large->grab().save(out + QStringLiteral("/dashboard_200.png"));
    delete large;
    write_pdf(gallery::document(), out + QStringLiteral("/dashboard.pdf"), Paper::a4);
    return 0;
}
