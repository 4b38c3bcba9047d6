// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/page_exports.h"

#include <QDateTime>
#include <QFileInfo>

#include "core/metrics/metrics.h"
#include "ui/charts/theme.h"
#include "ui/session/wording.h"

namespace plumbline::ui {

QString filtersText(const Session& session) {
    QStringList all;
    const FactsPtr facts = session.facts();
    for (const metrics::Filter& f : session.selection().state().filters) {
        const DatasetColumn* column = facts ? facts->dataset.dimension(f.dimension) : nullptr;
        if (!column || f.values.empty()) continue;
        QStringList values;
        for (const std::string& v : f.values) values << (v.empty() ? PageExports::tr("(none)") : qs(v));
        all << (f.exclude ? PageExports::tr("%1 without %2") : QStringLiteral("%1 %2"))
                   .arg(dimensionName(*column), values.join(", "));
    }
    return all.isEmpty() ? PageExports::tr("no filter") : all.join(QStringLiteral("; "));
}

report::Origin PageExports::origin() const {
    report::Origin out;
    out.language = m_session.language();
    out.workspace = m_session.name().toStdString();
    if (const FactsPtr facts = m_session.facts()) {
        if (m_session.datasets().size() > 1) out.workspace += " · " + facts->dataset.name;
        out.fingerprint = facts->dataset.fingerprint.substr(0, 8);
    }
    if (const auto period = m_session.selection().period()) out.period = format_range(*period, m_session.language());
    out.filters = filtersText(m_session).toStdString();
    out.created = QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
    return out;
}

QString PageExports::folder() const { return m_session.settings().get(keys::folder); }
void PageExports::setFolder(const QString& folder) { m_session.settings().set(keys::folder, folder); }

void PageExports::write(const QString& file, std::function<void()> write) {
    m_session.jobs().start(
        tr("Writing %1").arg(QFileInfo(file).fileName()), [write = std::move(write)](Progress&, std::stop_token) { write(); },
        this, [this, file] { tell(file, true); },
        [this](const Error& error) { Q_EMIT told(Tone::loss, errorSentence(error, m_session.language())); });
}

void PageExports::tell(const QString& file, bool ok) {
    const QString name = QFileInfo(file).fileName();
    if (ok)
        Q_EMIT told(Tone::gain, tr("Written: %1").arg(name));
    else
        Q_EMIT told(Tone::loss,
                    errorSentence(Error(ErrorCode::write_failed, {{"path", file.toStdString()}, {"detail", name.toStdString()}}),
                                  m_session.language()));
}

const DatasetInfo* PageExports::dataset() const { return m_session.current(); }

} // namespace plumbline::ui
