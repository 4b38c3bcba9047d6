// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

#include "ui/charts/theme.h"

namespace plumbline::ui {

namespace {

/// The drawing of an icon; empty where there is none of that name.
const QByteArray& drawing(const QString& name) {
    static QHash<QString, QByteArray> known;
    auto found = known.find(name);
    if (found == known.end()) {
        QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
        found = known.insert(name, file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
        if (found->isEmpty()) qWarning("there is no icon %s", qUtf8Printable(name));
    }
    return *found;
}

/// Renders on demand, so that scheme, scale and pixel ratio are those of the moment.
class TintedEngine : public QIconEngine {
public:
    TintedEngine(QString name, QColor Tokens::*colour) : m_name(std::move(name)), m_colour(colour) {}
    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        // A size wider than high leaves a gap before the text of a button.
        const int side = std::min(rect.width(), rect.height());
        paintIcon(*painter, QRect(rect.left(), rect.top() + (rect.height() - side) / 2, side, side), m_name,
                  mode == QIcon::Disabled ? tokens().control : tokens().*m_colour);
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap p(size);
        p.fill(Qt::transparent);
        QPainter painter(&p);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return p;
    }
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal) override {
        return pixmap(size, mode, state);
    }
    QIconEngine* clone() const override { return new TintedEngine(*this); }

private:
    QString m_name;
    QColor Tokens::*m_colour;
};

} // namespace

void paintIcon(QPainter& painter, const QRectF& rect, const QString& name, const QColor& colour) {
    QByteArray svg = drawing(name);
    if (svg.isEmpty()) return;
    svg.replace("currentColor", colour.name().toLatin1());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QSvgRenderer(svg).render(&painter, rect);
    painter.restore();
}

QIcon icon(const QString& name, QColor Tokens::*colour) { return QIcon(new TintedEngine(name, colour)); }

QStringList iconNames() {
    Theme::instance();
    QStringList names;
    for (QDirIterator files(QStringLiteral(":/icons")); files.hasNext();) {
        files.next();
        names << files.fileInfo().completeBaseName();
    }
    names.sort();
    return names;
}

} // namespace plumbline::ui
