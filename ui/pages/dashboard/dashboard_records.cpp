// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/dashboard/dashboard_records.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include <QPointer>
#include <QUndoCommand>
#include <QUuid>

#include "core/ingest/import.h"
#include "core/pulse/pacing.h"
#include "core/report/table_file.h"
#include "ui/charts/theme.h"
#include "ui/session/places.h"

namespace plumbline::ui {

namespace {

/// Ids are given here, so that an undo and a redo speak of the same record.
std::string freshId() { return QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString(); }

constexpr size_t most_annotations_in_a_file = 1000;
constexpr size_t longest_view_file = 1 << 20;

/// Changes where anything in the notes or targets does.
std::string notesKey(const std::vector<metrics::Annotation>& annotations, const std::vector<metrics::Target>& targets) {
    std::string key;
    const auto filters = [&](const std::vector<metrics::Filter>& where) {
        for (const metrics::Filter& f : where) {
            key += f.dimension + (f.exclude ? '!' : '=');
            for (const std::string& v : f.values) key += v + '\1';
        }
    };
    for (const metrics::Annotation& a : annotations) {
        key += a.id + '\2' + a.text + '\2' + a.kind + to_iso(a.days.from) + to_iso(a.days.to);
        filters(a.where);
    }
    for (const metrics::Target& t : targets) {
        key += t.id + '\2' + t.metric + to_iso(t.days.from) + to_iso(t.days.to) + std::to_string(t.value);
        filters(t.where);
    }
    return key;
}

std::string pinsKey(const std::vector<metrics::Pin>& pins) {
    std::string key;
    for (const metrics::Pin& p : pins) key += p.id + '\2' + p.title + '\2' + p.made + '\2';
    return key;
}

/// Dates and texts of a table that a person keeps of what happened.
std::vector<metrics::Annotation> annotationsFrom(const Table& rows, int64_t dataset) {
    std::optional<size_t> from, to, text, kind;
    for (size_t c = 0; c < rows.columns(); ++c) {
        const Column& column = rows.column(c);
        if (column.type() == ColumnType::date)
            (from ? to : from) = from && to ? to : std::optional(c);
        else if (column.type() == ColumnType::text) {
            bool kinds = column.size() > 0;
            for (size_t r = 0; r < column.size() && kinds; ++r)
                kinds = column.is_null(r) || std::ranges::find(metrics::annotation_kinds, column.text(r)) !=
                                                 std::ranges::end(metrics::annotation_kinds);
            if (kinds && !kind)
                kind = c;
            else if (!text)
                text = c;
        }
    }
    if (!from || !text) throw Error(ErrorCode::usage, {{"detail", "The file has no column of dates, or none of texts."}});
    std::vector<metrics::Annotation> out;
    for (size_t r = 0; r < rows.rows() && out.size() < most_annotations_in_a_file; ++r) {
        if (rows.column(*from).is_null(r) || rows.column(*text).is_null(r) || rows.column(*text).text(r).empty()) continue;
        metrics::Annotation a;
        a.id = freshId();
        a.dataset_id = dataset;
        a.days.from = a.days.to = rows.column(*from).date(r);
        if (to && !rows.column(*to).is_null(r)) a.days.to = std::max(a.days.from, rows.column(*to).date(r));
        a.text = rows.column(*text).text(r);
        if (kind && !rows.column(*kind).is_null(r)) a.kind = rows.column(*kind).text(r);
        out.push_back(std::move(a));
    }
    return out;
}

} // namespace

/// A change of records. Its first redo carries it out.
class RecordCommand : public QUndoCommand {
public:
    RecordCommand(DashboardRecords* records, const QString& text, QString title, DashboardRecords::Change redo,
                  DashboardRecords::Change undo)
        : QUndoCommand(text), m_records(records), m_title(std::move(title)), m_redo(std::move(redo)), m_undo(std::move(undo)) {}
    void undo() override {
        if (m_records) m_records->run(m_title, m_undo);
    }
    void redo() override {
        if (m_records) m_records->run(m_title, m_redo);
    }

private:
    QPointer<DashboardRecords> m_records;
    QString m_title;
    DashboardRecords::Change m_redo, m_undo;
};

DashboardRecords::DashboardRecords(Session& session, QObject* parent) : QObject(parent), m_session(session) {
    connect(&session, &Session::factsChanged, this, &DashboardRecords::reload);
    connect(&session, &Session::recordsChanged, this, [this](const QString& kind) {
        if (kind == QLatin1String("pin") || kind == QLatin1String("target") || kind == QLatin1String("audit")) reload();
    });
    reload();
}

int64_t DashboardRecords::dataset() const {
    const FactsPtr facts = m_session.facts();
    return facts ? facts->dataset.id : 0;
}

const metrics::Annotation* DashboardRecords::annotation(const QString& id) const {
    const auto at = std::ranges::find(m_annotations, id.toStdString(), &metrics::Annotation::id);
    return at == m_annotations.end() ? nullptr : &*at;
}

void DashboardRecords::reload() {
    const auto handle = m_session.handle();
    if (!handle || !m_session.facts()) {
        const bool any = !m_annotations.empty() || !m_targets.empty() || !m_views.empty() || !m_pins.empty();
        m_annotations.clear();
        m_targets.clear();
        m_views.clear();
        m_pins.clear();
        m_audit.reset();
        if (any) {
            Q_EMIT changed();
            Q_EMIT notesChanged();
            Q_EMIT pinsChanged();
        }
        return;
    }
    run(tr("Reading notes and views"), {});
}

void DashboardRecords::run(const QString& title, Change change, std::function<void()> done) {
    const auto handle = m_session.handle();
    if (!handle) return;
    struct Read {
        std::vector<metrics::Annotation> annotations;
        std::vector<metrics::Target> targets;
        std::vector<report::View> views;
        std::vector<metrics::Pin> pins;
        std::optional<audit::AuditReport> audit;
        quint64 order = 0; ///< in which the workspace was read: jobs may overtake each other
    };
    ++m_jobs;
    m_session.jobs().start(
        title,
        [handle, change = std::move(change), id = dataset(),
         info = m_session.facts() ? m_session.facts()->dataset : DatasetInfo(), order = m_order](Progress&, std::stop_token) {
            return handle->use([&](store::Workspace& workspace) {
                if (change) change(workspace);
                return Read{metrics::annotations(workspace, id), metrics::targets(workspace, id),
                            report::views(workspace, id),        metrics::pins(workspace, id),
                            audit::last_report(workspace, info), ++*order};
            });
        },
        this,
        [this, id = dataset(), done = std::move(done)](Read read) {
            --m_jobs;
            if (id == dataset() && read.order > m_applied) {
                m_applied = read.order;
                const std::string before = notesKey(m_annotations, m_targets);
                m_annotations = std::move(read.annotations);
                m_targets = std::move(read.targets);
                m_views = std::move(read.views);
                const bool otherPins = pinsKey(read.pins) != pinsKey(m_pins);
                m_pins = std::move(read.pins);
                Q_EMIT changed();
                if (notesKey(m_annotations, m_targets) != before) Q_EMIT notesChanged();
                m_audit = std::move(read.audit);
                Q_EMIT auditChanged();
                if (otherPins) Q_EMIT pinsChanged();
            }
            if (done) done();
        },
        [this](const Error& error) {
            --m_jobs;
            if (error.code() != ErrorCode::cancelled) Q_EMIT failed(error);
        });
}

void DashboardRecords::push(const QString& text, const QString& title, Change redo, Change undo) {
    m_session.undoStack().push(new RecordCommand(this, text, title, std::move(redo), std::move(undo)));
}

void DashboardRecords::putAnnotation(metrics::Annotation a) {
    a.dataset_id = dataset();
    const metrics::Annotation* known = annotation(qs(a.id));
    std::optional<metrics::Annotation> before;
    if (known) before = *known;
    if (a.id.empty()) a.id = freshId();
    push(
        tr("note %1").arg(qs(a.text).left(40)), tr("Storing a note"), [a](store::Workspace& w) { metrics::put_annotation(w, a); },
        [before, id = a.id](store::Workspace& w) {
            if (before)
                metrics::put_annotation(w, *before);
            else
                metrics::remove_annotation(w, id);
        });
}

void DashboardRecords::removeAnnotation(const QString& id) {
    const metrics::Annotation* known = annotation(id);
    if (!known) return;
    push(
        tr("removal of the note %1").arg(qs(known->text).left(40)), tr("Removing a note"),
        [id = known->id](store::Workspace& w) { metrics::remove_annotation(w, id); },
        [before = *known](store::Workspace& w) { metrics::put_annotation(w, before); });
}

void DashboardRecords::importAnnotations(const QString& file) {
    m_session.jobs().start(
        tr("Reading %1").arg(file.section(QLatin1Char('/'), -1)),
        [path = toPath(file), id = dataset()](Progress& progress, std::stop_token stop) {
            return annotationsFrom(ingest::preview_file(path, {}, most_annotations_in_a_file, progress, std::move(stop)).rows,
                                   id);
        },
        this,
        [this](const std::vector<metrics::Annotation>& all) {
            if (!all.empty())
                push(
                    tr("import of %n note(s)", nullptr, static_cast<int>(all.size())), tr("Storing notes"),
                    [all](store::Workspace& w) {
                        for (const metrics::Annotation& a : all) metrics::put_annotation(w, a);
                    },
                    [all](store::Workspace& w) {
                        for (const metrics::Annotation& a : all) metrics::remove_annotation(w, a.id);
                    });
            Q_EMIT annotationsImported(static_cast<int>(all.size()));
        },
        [this](const Error& error) { Q_EMIT failed(error); });
}

void DashboardRecords::putTarget(metrics::Target t) { putTargets({std::move(t)}); }

void DashboardRecords::putTargets(const std::vector<metrics::Target>& targets) {
    if (targets.empty() || !m_session.facts()) return;
    std::vector<metrics::Target> now, before;
    std::vector<std::string> fresh;
    for (metrics::Target t : targets) {
        t.dataset_id = dataset();
        const auto known = std::ranges::find_if(m_targets, [&](const metrics::Target& k) {
            return t.id.empty() ? k.metric == t.metric && k.days == t.days &&
                                      pulse::same_scope(m_session.facts()->dataset, k.where, t.where)
                                : k.id == t.id;
        });
        if (known != m_targets.end()) {
            t.id = known->id;
            before.push_back(*known);
        } else {
            if (t.id.empty()) t.id = freshId();
            fresh.push_back(t.id);
        }
        now.push_back(std::move(t));
    }
    push(
        now.size() == 1 ? tr("target of %1").arg(qs(now.front().metric))
                        : tr("%Ln target(s)", nullptr, static_cast<int>(now.size())),
        tr("Storing a target"),
        [now](store::Workspace& w) {
            for (const metrics::Target& t : now) metrics::put_target(w, t);
        },
        [before, fresh](store::Workspace& w) {
            for (const metrics::Target& t : before) metrics::put_target(w, t);
            for (const std::string& id : fresh) metrics::remove_target(w, id);
        });
}

void DashboardRecords::removeTarget(const QString& id) {
    const auto known = std::ranges::find(m_targets, id.toStdString(), &metrics::Target::id);
    if (known == m_targets.end()) return;
    push(
        tr("removal of a target"), tr("Removing a target"),
        [id = known->id](store::Workspace& w) { metrics::remove_target(w, id); },
        [before = *known](store::Workspace& w) { metrics::put_target(w, before); });
}

void DashboardRecords::putView(report::View view) {
    view.dataset_id = dataset();
    const auto known = std::ranges::find(m_views, view.name, &report::View::name);
    std::optional<report::View> before;
    if (known != m_views.end()) before = *known;
    view.id = before ? before->id : freshId();
    push(
        tr("view %1").arg(qs(view.name)), tr("Storing a view"), [view](store::Workspace& w) { report::put_view(w, view); },
        [before, id = view.id](store::Workspace& w) {
            if (before)
                report::put_view(w, *before);
            else
                report::remove_view(w, id);
        });
    Q_EMIT viewStored(view);
}

void DashboardRecords::removeView(const QString& id) {
    const auto known = std::ranges::find(m_views, id.toStdString(), &report::View::id);
    if (known == m_views.end()) return;
    push(
        tr("removal of the view %1").arg(qs(known->name)), tr("Removing a view"),
        [id = known->id](store::Workspace& w) { report::remove_view(w, id); },
        [before = *known](store::Workspace& w) { report::put_view(w, before); });
}

void DashboardRecords::exportView(const report::View& view, const QString& file) {
    m_session.jobs().start(
        tr("Writing %1").arg(file.section(QLatin1Char('/'), -1)),
        [text = report::to_json_text(view), path = toPath(file)](Progress&, std::stop_token) {
            report::write_text_file(text, path);
        },
        this, [this, file] { Q_EMIT written(file); }, [this](const Error& error) { Q_EMIT failed(error); });
}

void DashboardRecords::importView(const QString& file) {
    m_session.jobs().start(
        tr("Reading %1").arg(file.section(QLatin1Char('/'), -1)),
        [path = toPath(file)](Progress&, std::stop_token) {
            std::ifstream in(path, std::ios::binary);
            if (!in) throw Error(ErrorCode::file_unreadable, {{"path", path.string()}, {"file", path.string()}});
            std::string text;
            for (char c = 0; text.size() < longest_view_file && in.get(c);) text += c;
            return report::view_from_json(text, path.filename().string());
        },
        this, [this](report::View view) { putView(std::move(view)); }, [this](const Error& error) { Q_EMIT failed(error); });
}

} // namespace plumbline::ui
