// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/start/start_page.h"

#include <QFileInfo>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/store/workspace.h"
#include "ui/pages/columns_layout.h"
#include "ui/session/places.h"
#include "ui/session/wording.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/messages.h"
#include "ui/widgets/page_head.h"

namespace plumbline::ui {

namespace {

QWidget* column(QVBoxLayout*& layout) {
    auto* widget = new QWidget;
    layout = new QVBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(px(8));
    return widget;
}

QLabel* paragraph(const QString& text) {
    QLabel* label = makeLabel(text, TextStyle::body, Tone::muted);
    label->setWordWrap(true);
    return label;
}

} // namespace

StartPage::StartPage(Session& session, QWidget* parent) : ScrollPage(parent), m_session(session) {
    m_head = new PageHead;
    m_head->setTitle(tr("From a folder of exports to a dashboard"));
    m_head->setCaption(tr("A workspace is a folder that holds what was imported. Nothing leaves this machine."));
    m_message = new InlineMessage;
    m_message->setWordWrap(true);

    auto* open = new Card;
    open->setTitle(tr("Open"));
    open->setSubtitle(tr("A workspace that exists, or a new one"));
    QVBoxLayout* list;
    QWidget* inside = column(list);
    auto* openButton = makeButton(tr("Open a workspace…"), ButtonKind::outlined, "folder");
    auto* newButton = makeButton(tr("New workspace…"), ButtonKind::outlined, "plus");
    list->addWidget(openButton, 0, Qt::AlignLeft);
    list->addWidget(newButton, 0, Qt::AlignLeft);
    list->addSpacing(px(8));
    list->addWidget(makeLabel(tr("Recent"), TextStyle::small, Tone::muted));
    QWidget* recent = column(m_recent);
    m_recent->setSpacing(px(4));
    list->addWidget(recent);
    list->addStretch(1);
    open->setBody(inside);

    auto* sample = new Card;
    sample->setTitle(tr("Look around with a sample"));
    sample->setSubtitle(tr("Two years of a made-up outfitter's campaigns, made on this machine in a few seconds"));
    QVBoxLayout* sampleColumn;
    QWidget* sampleInside = column(sampleColumn);
    auto* sampleButton = makeButton(tr("Open the sample workspace"), ButtonKind::primary);
    sampleColumn->addWidget(sampleButton, 0, Qt::AlignLeft);
    sample->setBody(sampleInside);

    auto* drop = new Card;
    drop->setTitle(tr("Drop files here"));
    drop->setSubtitle(tr("Exports of ad platforms, shop, CRM or web analytics: CSV, Excel, JSON, Parquet"));
    QVBoxLayout* dropColumn;
    QWidget* dropInside = column(dropColumn);
    dropColumn->addWidget(
        paragraph(tr("Plumbline shows how it reads them before anything is stored. A first workspace is made for them.")));
    auto* choose = makeButton(tr("Choose files…"), ButtonKind::outlined, "upload");
    dropColumn->addWidget(choose, 0, Qt::AlignLeft);
    drop->setBody(dropInside);

    for (Card* card : {open, sample, drop}) card->bodyLayout()->setContentsMargins(px(6), px(12), px(6), 0);
    auto* right = new QWidget;
    auto* rightColumn = new QVBoxLayout(right);
    rightColumn->setContentsMargins(0, 0, 0, 0);
    rightColumn->setSpacing(px(12));
    rightColumn->addWidget(sample);
    rightColumn->addWidget(drop);
    rightColumn->addStretch(1);

    rows()->addRow({{m_head, 12}});
    rows()->addRow({{m_message, 12}});
    rows()->addRow({{open, 4}, {right, 8}});

    connect(openButton, &QPushButton::clicked, this, &StartPage::openWorkspaceRequested);
    connect(newButton, &QPushButton::clicked, this, &StartPage::newWorkspaceRequested);
    connect(sampleButton, &QPushButton::clicked, &m_session, &Session::openSample);
    connect(choose, &QPushButton::clicked, this, &Page::chooseFilesRequested);
    connect(&m_session, &Session::workspaceChanged, this, &StartPage::refresh);
    connect(&m_session, &Session::failed, this, [this](const Error& error) {
        m_message->setClosable(true);
        m_message->setMessage(Tone::loss, errorSentence(error, m_session.language()));
    });
    refresh();
}

bool StartPage::takeFiles(const QStringList&) {
    // The workspace comes by itself; the window then brings the files to the page that takes them.
    const QString name = tr("My workspace");
    m_session.createWorkspace(freshWorkspaceFolder(name), name);
    return false;
}

void StartPage::activated() { lookForRecent(); }

void StartPage::refresh() {
    if (m_session.isOpening()) {
        m_message->setMessage(Tone::normal, QString());
        m_head->progress()->start();
    } else
        m_head->progress()->stop();
    body()->setEnabled(!m_session.isOpening());
    fillRecent();
}

void StartPage::fillRecent() {
    QLayoutItem* old;
    while ((old = m_recent->takeAt(0))) {
        if (old->widget()) old->widget()->deleteLater();
        delete old;
    }
    const QStringList folders = m_session.settings().recent();
    if (folders.isEmpty()) m_recent->addWidget(paragraph(tr("None yet.")));
    for (const QString& folder : folders) {
        const bool missing = m_missing.contains(folder);
        auto* button = makeButton(QFileInfo(folder).fileName(), ButtonKind::link);
        button->setEnabled(!missing);
        button->setToolTip(plainToolTip(missing ? tr("%1 is not there now.").arg(folder) : folder));
        button->setAccessibleName(tr("Open %1").arg(folder));
        connect(button, &QPushButton::clicked, this, [this, folder] { m_session.openWorkspace(folder); });
        auto* row = new QWidget;
        auto* line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(px(4));
        line->addWidget(button);
        const bool pinned = m_session.settings().isPinned(folder);
        QToolButton* pin = makeIconButton(QStringLiteral("pin"), pinned ? tr("Unpin %1").arg(folder) : tr("Pin %1").arg(folder));
        pin->setCheckable(true);
        pin->setChecked(pinned);
        connect(pin, &QToolButton::clicked, this, [this, folder](bool on) {
            m_session.settings().setPinned(folder, on);
            QTimer::singleShot(0, this, &StartPage::fillRecent);
        });
        line->addWidget(pin);
        m_recent->addWidget(row, 0, Qt::AlignLeft);
    }
}

void StartPage::lookForRecent() {
    // A folder on a drive that does not answer takes seconds to miss: never on this thread.
    m_session.jobs().start(
        tr("Looking for recent workspaces"),
        [folders = m_session.settings().recent()](Progress&, std::stop_token stop) {
            std::set<QString> missing;
            for (const QString& folder : folders)
                if (!stop.stop_requested() && !store::Workspace::exists(toPath(folder))) missing.insert(folder);
            return missing;
        },
        this,
        [this](std::set<QString> missing) {
            if (missing == m_missing) return;
            m_missing = std::move(missing);
            fillRecent();
        },
        [](const Error&) {});
}

} // namespace plumbline::ui
