// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/import_view.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QMenu>
#include <QPlainTextEdit>
#include <QStringDecoder>
#include <QVBoxLayout>

#include "ui/charts/number_style.h"
#include "ui/jobs/stage_names.h"
#include "ui/pages/columns_layout.h"
#include "ui/pages/data/import_words.h"
#include "ui/pages/data/preview_table.h"
#include "ui/pages/data/reading_tokens.h"
#include "ui/session/places.h"
#include "ui/session/wording.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/messages.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/spec_table.h"
#include "ui/widgets/token_button.h"

namespace plumbline::ui {

namespace {

// A list of more than this is read in a sheet, not on a page.
constexpr size_t most_set_aside = 200;

/// The first warnings; a question that stands above has its own line.
QString warningText(const ingest::FileReading& reading) {
    constexpr qsizetype most = 3;
    QStringList shown;
    for (const std::string& warning : reading.warnings) {
        const bool asked =
            std::any_of(reading.questions.begin(), reading.questions.end(), [&](const auto& q) { return q.text == warning; });
        if (!asked && shown.size() < most) shown << reasonText(warning);
    }
    return shown.join(QLatin1Char(' '));
}

// Enough for the lines that are seen.
constexpr qint64 raw_bytes = 16 * 1024;

/// The beginning of a file as text; a binary file has none.
QString decoded(QByteArray bytes, const std::string& encoding) {
    const auto converter = encoding.starts_with("utf-16le")   ? QStringConverter::Utf16LE
                           : encoding.starts_with("utf-16be") ? QStringConverter::Utf16BE
                           : encoding.starts_with("utf-8")    ? QStringConverter::Utf8
                                                              : QStringConverter::Latin1;
    if (encoding.empty() ||
        (converter != QStringConverter::Utf16LE && converter != QStringConverter::Utf16BE && bytes.contains('\0')))
        return ImportView::tr("This file holds no text: there is nothing to show but what was read.");
    // The last line is usually cut.
    if (bytes.size() == raw_bytes && bytes.lastIndexOf('\n') > 0) bytes.truncate(bytes.lastIndexOf('\n'));
    QStringDecoder decode(converter);
    QString text = decode(bytes);
    return text.remove(QChar(0xFEFF)).remove(QLatin1Char('\r'));
}

TableCell cell(const QString& text, Tone tone = Tone::normal, bool strong = false) {
    TableCell made;
    made.text = text.toStdString();
    made.tone = tone;
    made.strong = strong;
    return made;
}

} // namespace

ImportView::ImportView(ImportPresenter& presenter, QWidget* parent) : ScrollPage(parent), m_presenter(presenter) {
    build();
    connect(&presenter, &ImportPresenter::changed, this, &ImportView::refresh);
    connect(&presenter.session(), &Session::workspaceChanged, this, &ImportView::refresh);
    connect(&presenter.session().jobs(), &JobRunner::progressed, this, &ImportView::refreshProgress);
    refresh();
}

void ImportView::build() {
    m_head = new PageHead;
    m_questions = new QWidget;
    auto* questions = new QVBoxLayout(m_questions);
    questions->setContentsMargins(0, 0, 0, 0);
    m_message = new InlineMessage;
    m_message->setWordWrap(true);
    m_offer = new InlineMessage;
    m_offer->setWordWrap(true);
    m_empty = new EmptyState(
        tr("No file yet. Drop exports of ad platforms, shop or CRM anywhere on this window: CSV, Excel, JSON or Parquet."),
        tr("Choose files"));

    m_previewCard = new Card;
    auto* inside = new QWidget;
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(px(12));
    m_tokens = new ReadingTokens;
    m_preview = new PreviewTable;
    m_asRead = new TokenButton;
    m_asRead->setMenu(new QMenu(m_asRead));
    for (const bool raw : {false, true}) {
        QAction* action =
            m_asRead->menu()->addAction(raw ? tr("As in the file") : tr("As read"), this, [this, raw] { showRaw(raw); });
        action->setCheckable(true);
        action->setChecked(!raw);
    }
    m_raw = new QPlainTextEdit;
    m_raw->setReadOnly(true);
    m_raw->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_raw->setAccessibleName(tr("First lines of the file as they stand"));
    m_raw->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_raw->hide();
    auto* reading = new QHBoxLayout;
    reading->setSpacing(px(8));
    reading->addWidget(m_tokens, 1);
    reading->addWidget(m_asRead, 0, Qt::AlignTop);
    column->addLayout(reading);
    column->addWidget(m_preview);
    column->addWidget(m_raw);
    m_previewCard->setBody(inside);

    m_guesses = new Card;
    m_guessTable = new SpecTable;
    m_guesses->setBody(m_guessTable);
    m_guesses->setSubtitle(tr("What was guessed, and from what"));
    m_setAside = new Card;
    m_setAsideTable = new SpecTable;
    m_setAside->setBody(m_setAsideTable);
    m_export = makeButton(tr("Export"), ButtonKind::quiet, "export");
    m_export->setAccessibleName(tr("Export the rows set aside as CSV"));
    m_setAside->setSelector(m_export);

    for (Card* card : {m_guesses, m_setAside}) {
        card->bodyLayout()->setContentsMargins(0, px(2), 0, 0);
        card->bodyLayout()->addStretch(1);
    }
    rows()->addRow({{m_head, 12}});
    rows()->addRow({{m_message, 12}});
    rows()->addRow({{m_offer, 12}});
    rows()->addRow({{m_questions, 12}});
    rows()->addRow({{m_empty, 12}});
    rows()->addRow({{m_previewCard, 12}});
    rows()->addRow({{m_guesses, 7}, {m_setAside, 5}});
    m_foot = buildFoot();
    setFoot(m_foot);

    connect(m_empty, &EmptyState::clicked, this, &ImportView::chooseFilesRequested);
    connect(m_tokens, &ReadingTokens::optionsPicked, &m_presenter, &ImportPresenter::setOptions);
    connect(m_preview->head(), &RoleHeader::rolePicked, this, [this](int i, const QString& role, const QString& kind) {
        m_presenter.setRole(static_cast<size_t>(i), role.toStdString(), kind.toStdString());
    });
    connect(m_preview->head(), &RoleHeader::unitPicked, this,
            [this](int i, const QString& unit) { m_presenter.setUnit(static_cast<size_t>(i), unit.toStdString()); });
    connect(m_export, &QPushButton::clicked, this, &ImportView::exportSetAside);
    connect(m_offer, &InlineMessage::linkActivated, this, &ImportView::offerTaken);
    connect(m_message, &InlineMessage::linkActivated, this, [this] {
        if (m_presenter.last())
            Q_EMIT openPageRequested(QStringLiteral("dashboard"));
        else
            m_presenter.setOptions(m_presenter.options());
    });
}

QWidget* ImportView::buildFoot() {
    auto* foot = new QFrame;
    foot->setObjectName("pane");
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(px(16), px(12), px(16), px(12));
    row->setSpacing(px(8));
    m_into = new TokenButton(tr("Into"), QString(), "data");
    m_into->setMenu(new QMenu(m_into));
    m_mode = new TokenButton(tr("Mode"));
    m_mode->setMenu(new QMenu(m_mode));
    auto* note = new ElidedLabel(TextStyle::control, Tone::muted);
    m_note = note;
    m_cancel = makeButton(tr("Cancel"), ButtonKind::quiet);
    m_import = makeButton(tr("Import"), ButtonKind::primary);
    row->addWidget(m_into);
    row->addWidget(m_mode);
    row->addSpacing(px(8));
    row->addWidget(note, 1);
    row->addWidget(m_cancel);
    row->addWidget(m_import);
    connect(m_cancel, &QPushButton::clicked, &m_presenter, &ImportPresenter::cancel);
    connect(m_import, &QPushButton::clicked, &m_presenter, &ImportPresenter::importNow);
    connect(m_into->menu(), &QMenu::aboutToShow, this, [this] {
        QMenu* menu = m_into->menu();
        menu->clear();
        for (const DatasetInfo& dataset : m_presenter.session().datasets()) {
            QAction* action =
                menu->addAction(qs(dataset.name), this, [this, name = qs(dataset.name)] { m_presenter.setTarget(name); });
            action->setCheckable(true);
            action->setChecked(qs(dataset.name) == m_presenter.target());
        }
        if (!menu->isEmpty()) menu->addSeparator();
        menu->addAction(tr("A new dataset…"), this, &ImportView::askName);
    });
    connect(m_mode->menu(), &QMenu::aboutToShow, this, [this] {
        QMenu* menu = m_mode->menu();
        menu->clear();
        for (const char* mode : {"upsert", "append", "replace"}) {
            QAction* action = menu->addAction(modeName(mode), this, [this, mode] { m_presenter.setMode(QLatin1String(mode)); });
            action->setCheckable(true);
            action->setChecked(m_presenter.mode() == QLatin1String(mode));
        }
    });
    return foot;
}

void ImportView::showRaw(bool raw) {
    m_asRead->setValue(raw ? tr("As in the file") : tr("As read"));
    m_asRead->setAccessibleName(tr("Preview: %1").arg(m_asRead->value()));
    for (QAction* action : m_asRead->menu()->actions()) action->setChecked((action->text() == m_asRead->value()));
    m_preview->setVisible(!raw);
    m_raw->setVisible(raw);
    if (!raw) return;
    m_raw->setFixedHeight(m_preview->sizeHint().height());
    if (m_rawOf == m_presenter.file()) return;
    m_rawOf = m_presenter.file();
    m_raw->clear();
    const std::string encoding = m_presenter.preview() ? m_presenter.preview()->reading.dialect.encoding : std::string();
    m_presenter.session().jobs().start(
        tr("Reading %1").arg(m_presenter.fileName()),
        [file = m_rawOf](Progress&, std::stop_token) {
            QFile in(file);
            if (!in.open(QIODevice::ReadOnly))
                throw Error(ErrorCode::file_unreadable, {{"file", file.toStdString()}, {"path", file.toStdString()}});
            return in.read(raw_bytes);
        },
        this,
        [this, encoding, file = m_rawOf](const QByteArray& bytes) {
            if (file == m_presenter.file()) m_raw->setPlainText(decoded(bytes, encoding));
        },
        [this](const Error& error) { m_raw->setPlainText(errorSentence(error, m_presenter.session().language())); });
}

void ImportView::askName() {
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("A new dataset"));
    dialog->setLabelText(tr("Its name:"));
    dialog->setTextValue(QFileInfo(m_presenter.file()).completeBaseName());
    connect(dialog, &QInputDialog::textValueSelected, &m_presenter, &ImportPresenter::setTarget);
    dialog->open();
}

void ImportView::refresh() {
    using Stage = ImportPresenter::Stage;
    const Stage stage = m_presenter.stage();
    const bool shown = m_presenter.preview() && stage != Stage::failed;
    m_head->setTitle(importTitle(m_presenter));
    m_head->setCaption(importCaption(m_presenter));
    if (m_presenter.isBusy())
        m_head->progress()->start();
    else
        m_head->progress()->stop();
    m_empty->setVisible(stage == Stage::idle);
    m_previewCard->setVisible(shown);
    m_guesses->setVisible(shown);
    m_setAside->setVisible(shown);
    m_foot->setVisible(stage != Stage::idle);
    m_previewCard->setEnabled(stage != Stage::importing);
    if (shown) {
        m_tokens->show(*m_presenter.preview(), m_presenter.options());
        m_preview->setPreview(m_presenter.rows(), m_presenter.columns());
        const bool text = !m_presenter.preview()->reading.dialect.delimiter.empty() && m_presenter.preview()->sheets.empty();
        m_asRead->setVisible(text);
        showRaw(text && m_raw->isVisibleTo(m_previewCard));
        refreshGuesses();
        refreshSetAside();
    }
    refreshMessage();
    refreshQuestions();
    refreshFoot();
}

void ImportView::setOffer(const QString& sentence, const QString& link) {
    m_offered = sentence;
    m_offerLink = link;
    refreshMessage();
}

void ImportView::refreshMessage() {
    const bool done = m_presenter.stage() == ImportPresenter::Stage::idle && m_presenter.last() && !m_offered.isEmpty();
    m_offer->setMessage(Tone::normal, done ? m_offered : QString(), done ? m_offerLink : QString());
    m_message->setClosable(false);
    if (m_presenter.error()) {
        const bool cancelled = m_presenter.error()->code() == ErrorCode::cancelled;
        m_message->setMessage(cancelled ? Tone::normal : Tone::loss,
                              errorSentence(*m_presenter.error(), m_presenter.session().language()),
                              m_presenter.stage() == ImportPresenter::Stage::failed ? tr("Read again") : QString());
    } else if (const auto& last = m_presenter.last()) {
        const int64_t aside = last->snapshot.rejected_rows;
        const QString rows = countText(last->snapshot.rows);
        const int plural = static_cast<int>(std::min<int64_t>(aside, 1000));
        m_message->setClosable(true);
        m_message->setMessage(
            Tone::gain,
            aside == 0
                ? tr("All %1 rows are in %2.").arg(rows, qs(last->dataset))
                : tr("%1 rows are in %2; %3 row(s) set aside.", nullptr, plural).arg(rows, qs(last->dataset), countText(aside)),
            tr("Open the dashboard"));
    } else if (m_presenter.preview() && !m_presenter.preview()->reading.warnings.empty() &&
               m_presenter.stage() == ImportPresenter::Stage::ready)
        m_message->setMessage(Tone::warning, warningText(m_presenter.preview()->reading));
    else
        m_message->setMessage(Tone::normal, QString());
}

void ImportView::refreshQuestions() {
    QLayoutItem* old;
    while ((old = m_questions->layout()->takeAt(0))) {
        if (old->widget()) old->widget()->deleteLater();
        delete old;
    }
    m_questions->hide();
    if (!m_presenter.preview() || m_presenter.stage() != ImportPresenter::Stage::ready) return;
    for (const ingest::Question& question : m_presenter.preview()->reading.questions) {
        auto* line = new QWidget;
        auto* row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(px(8));
        auto* message = new InlineMessage;
        message->setWordWrap(true);
        message->setMessage(Tone::warning, questionSentence(question));
        row->addWidget(message, 1);
        for (const std::string& choice : question.choices) {
            auto* button = makeButton(choiceName(question, choice));
            connect(button, &QPushButton::clicked, this, [this, id = question.id, choice] { m_presenter.answer(id, choice); });
            row->addWidget(button);
        }
        static_cast<QVBoxLayout*>(m_questions->layout())->addWidget(line);
        m_questions->show();
    }
}

void ImportView::refreshGuesses() {
    TableSpec spec;
    spec.id = "guesses";
    spec.title = tr("What was guessed, and from what").toStdString();
    spec.columns = {{"column", tr("Column").toStdString(), CellKind::text, {}},
                    {"read_as", tr("Read as").toStdString(), CellKind::text, {}},
                    {"because", tr("Because").toStdString(), CellKind::text, {}}};
    const auto columns = m_presenter.columns();
    int used = 0, changed = 0;
    for (size_t i = 0; i < columns.size(); ++i) {
        const DatasetColumn& column = columns[i];
        const bool mine = m_presenter.isChanged(i);
        changed += mine;
        used += column.role != "attribute" && column.role != "ignore" && column.role != "id";
        spec.rows.push_back({cell(qs(column.name), Tone::normal, true), cell(columnReading(column)),
                             cell(reasonText(mine ? "you said so" : column.reason), Tone::muted)});
    }
    const int all = static_cast<int>(columns.size());
    m_guesses->setTitle(used == all ? tr("All %n columns have a use", nullptr, all)
                                    : tr("%1 of %n columns have a use", nullptr, all).arg(used));
    m_guessTable->setSpec(spec);
}

void ImportView::refreshSetAside() {
    const ingest::FileReading& reading = m_presenter.preview()->reading;
    const int64_t aside = reading.rejected_rows;
    const int plural = static_cast<int>(std::min<int64_t>(aside, 1000));
    m_setAside->setTitle(
        aside == 0 ? (reading.whole ? tr("No row is set aside") : tr("No row of the part that was read is set aside"))
                   : tr("%1 row(s) set aside, %2 read", nullptr, plural).arg(countText(aside), countText(reading.rows)));
    m_setAside->setSubtitle(aside == 0 ? tr("Rows that cannot be read would be listed here")
                                       : tr("They stay in the list and can be exported"));
    m_export->setVisible(aside > 0);
    TableSpec spec;
    spec.id = "set_aside";
    spec.title = m_setAside->title().toStdString();
    spec.columns = {{"line", tr("Line").toStdString(), CellKind::number, {}},
                    {"why", tr("Why").toStdString(), CellKind::text, {}},
                    {"text", tr("As it stands").toStdString(), CellKind::text, {}}};
    for (const ingest::Reject& reject : reading.rejects) {
        if (spec.rows.size() >= most_set_aside) break;
        TableCell line = cell(countText(reject.line));
        line.value = static_cast<double>(reject.line);
        spec.rows.push_back({line, cell(rejectText(reject.reason)), cell(qs(reject.text), Tone::muted)});
    }
    m_setAsideTable->setVisible(!spec.rows.empty());
    m_setAsideTable->setSpec(spec);
}

void ImportView::refreshFoot() {
    using Stage = ImportPresenter::Stage;
    const Stage stage = m_presenter.stage();
    const bool importing = stage == Stage::importing;
    const bool ready = stage == Stage::ready;
    const QString into = m_presenter.targetExists() ? m_presenter.target() : tr("%1 (new)").arg(m_presenter.target());
    m_into->setValue(into);
    m_into->setAccessibleName(tr("Into dataset: %1").arg(into));
    m_into->setVisible(ready || importing);
    m_into->setEnabled(ready);
    m_mode->setValue(modeName(m_presenter.mode().toStdString()));
    m_mode->setAccessibleName(tr("Mode: %1").arg(m_mode->value()));
    m_mode->setVisible((ready || importing) && m_presenter.targetExists());
    m_mode->setEnabled(ready);
    m_import->setVisible(ready || importing);
    m_import->setEnabled(m_presenter.obstacle().isEmpty());
    m_import->setToolTip(m_presenter.obstacle());
    if (m_presenter.preview()) {
        const auto& reading = m_presenter.preview()->reading;
        m_import->setText(reading.whole ? tr("Import %1 rows").arg(countText(reading.rows)) : tr("Import"));
    }
    m_cancel->setText(importing ? tr("Cancel") : m_presenter.waiting() > 0 ? tr("Leave this file out") : tr("Cancel"));
    auto* note = static_cast<ElidedLabel*>(m_note);
    const QString obstacle = m_presenter.obstacle();
    note->setText(!ready ? QString() : !obstacle.isEmpty() ? obstacle : tr("Remembered as a recipe for files of this shape"));
    refreshProgress();
}

void ImportView::refreshProgress() {
    if (m_presenter.stage() != ImportPresenter::Stage::importing) return;
    for (const JobStatus& job : m_presenter.session().jobs().status()) {
        if (job.id != m_presenter.job()) continue;
        m_head->progress()->setFraction(job.fraction);
        const QString stage = job.stopping ? tr("Stopping…") : job.stage;
        static_cast<ElidedLabel*>(m_note)->setText(
            job.fraction >= 0 && !job.stopping ? tr("%1, %2").arg(stage, qs(format_percent(job.fraction, 0, numberStyle())))
                                               : stage);
        m_cancel->setEnabled(!job.stopping);
        return;
    }
    m_cancel->setEnabled(true);
}

void ImportView::exportSetAside() {
    Settings& settings = m_presenter.session().settings();
    auto* dialog = new QFileDialog(
        this, tr("Export the rows set aside"),
        QDir(settings.get(keys::folder)).filePath(tr("Set aside from %1.csv").arg(m_presenter.fileName())), tr("CSV (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix("csv");
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
        std::vector<store::RejectedRow> rejects;
        for (const ingest::Reject& reject : m_presenter.preview()->reading.rejects)
            rejects.push_back({reject.line, reject.reason, reject.text});
        m_presenter.session().jobs().start(
            tr("Writing %1").arg(QFileInfo(file).fileName()),
            [rejects, path = toPath(file)](Progress&, std::stop_token) { ingest::export_rejects(rejects, path); }, this,
            [this, file] {
                m_message->setClosable(true);
                m_message->setMessage(Tone::gain, tr("Written: %1").arg(QFileInfo(file).fileName()));
            },
            [this](const Error& error) {
                m_message->setMessage(Tone::loss, errorSentence(error, m_presenter.session().language()));
            });
    });
    dialog->open();
}

} // namespace plumbline::ui
