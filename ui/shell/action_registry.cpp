// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/action_registry.h"

#include <map>

#include <QRegularExpression>
#include <QToolButton>
#include <QWidget>

#include "ui/charts/theme.h"
#include "ui/widgets/labels.h"

namespace plumbline::ui {

namespace {

/// Without case and accents, so that "reseau" finds "Réseau".
QString folded(const QString& text) {
    QString out;
    for (const QChar c : text.normalized(QString::NormalizationForm_D))
        if (c.category() != QChar::Mark_NonSpacing) out += c.toCaseFolded();
    return out;
}

QStringList wordsOf(const QString& text) {
    static const QRegularExpression apart(QStringLiteral("[^\\w]+"), QRegularExpression::UseUnicodePropertiesOption);
    return folded(text).split(apart, Qt::SkipEmptyParts);
}

} // namespace

QString plainText(const QAction* action) {
    QString text = action->text().section(QLatin1Char('\t'), 0, 0);
    text.replace(QStringLiteral("&&"), QStringLiteral("\u0001"));
    text.remove(QLatin1Char('&'));
    return text.replace(QStringLiteral("\u0001"), QStringLiteral("&"));
}

QString tipOf(const QAction* action) {
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    QString text = plainText(action);
    if (text.endsWith(QChar(u'…'))) text.chop(1);
    return plainToolTip(keys.isEmpty() ? text : ActionRegistry::tr("%1 (%2)", "command, keys").arg(text, keys));
}

QToolButton* makeActionButton(QAction* action, const QString& iconName, QWidget* parent) {
    QToolButton* button = makeIconButton(iconName, plainText(action), parent);
    const auto follow = [action, button] {
        QString name = plainText(action);
        if (name.endsWith(QChar(u'…'))) name.chop(1);
        button->setAccessibleName(name);
        button->setToolTip(tipOf(action));
        button->setEnabled(action->isEnabled());
    };
    QObject::connect(action, &QAction::changed, button, follow);
    QObject::connect(button, &QToolButton::clicked, action, &QAction::trigger);
    follow();
    return button;
}

ActionRegistry::ActionRegistry(QWidget* owner) : QObject(owner), m_owner(owner) {}

QAction* ActionRegistry::add(const QString& id, const QString& menu, const QString& text, std::function<void()> run,
                             const Keys& shortcuts, const QString& iconName) {
    auto* action = new QAction(text, this);
    action->setObjectName(id);
    action->setShortcuts(shortcuts);
    if (!iconName.isEmpty()) action->setIcon(icon(iconName));
    // Icons stand on buttons; a menu of words needs none.
    action->setIconVisibleInMenu(false);
    if (run) connect(action, &QAction::triggered, this, [run = std::move(run)] { run(); });
    adopt(id, menu, action);
    return action;
}

void ActionRegistry::adopt(const QString& id, const QString& menu, QAction* action) {
    m_owner->addAction(action);
    m_entries.push_back({id, menu, action, action->shortcuts()});
    dress(m_entries.back());
    connect(action, &QObject::destroyed, this,
            [this, id] { std::erase_if(m_entries, [&](const Entry& e) { return e.id == id; }); });
}

void ActionRegistry::remove(const QString& id) {
    for (const Entry& entry : m_entries)
        if (entry.id == id) {
            disconnect(entry.action, &QObject::destroyed, this, nullptr);
            m_owner->removeAction(entry.action);
        }
    std::erase_if(m_entries, [&](const Entry& e) { return e.id == id; });
}

QAction* ActionRegistry::find(const QString& id) const {
    for (const Entry& entry : m_entries)
        if (entry.id == id) return entry.action;
    return nullptr;
}

std::vector<const ActionRegistry::Entry*> ActionRegistry::search(const QString& typed) const {
    const QStringList wanted = wordsOf(typed);
    std::vector<const Entry*> found;
    for (const Entry& entry : m_entries) {
        if (!entry.action->isEnabled() || !entry.action->isVisible()) continue;
        const QStringList words = wordsOf(entry.menu + QLatin1Char(' ') + plainText(entry.action));
        const bool all = std::all_of(wanted.begin(), wanted.end(), [&](const QString& part) {
            return std::any_of(words.begin(), words.end(), [&](const QString& word) { return word.startsWith(part); });
        });
        if (all) found.push_back(&entry);
    }
    return found;
}

void ActionRegistry::dress(const Entry& entry) {
    const Keys keys = m_chosen.contains(entry.id) ? m_chosen[entry.id] : entry.defaults;
    if (entry.action->shortcuts() != keys) entry.action->setShortcuts(keys);
}

void ActionRegistry::setChosen(const QStringList& lines) {
    m_chosen.clear();
    QSet<QString> taken;
    for (const QString& line : lines) {
        const qsizetype at = line.indexOf(QLatin1Char('='));
        if (at <= 0) continue;
        Keys keys;
        for (const QKeySequence& one : QKeySequence::listFromString(line.mid(at + 1), QKeySequence::PortableText)) {
            if (one.isEmpty() || one[0].key() == Qt::Key_unknown || taken.contains(one.toString())) continue;
            taken.insert(one.toString());
            keys << one;
        }
        m_chosen.insert(line.left(at), keys);
    }
    for (const Entry& entry : m_entries) dress(entry);
    Q_EMIT keysChanged();
}

QStringList ActionRegistry::chosen() const {
    QStringList lines;
    for (auto it = m_chosen.begin(); it != m_chosen.end(); ++it)
        lines << it.key() + QLatin1Char('=') + QKeySequence::listToString(it.value(), QKeySequence::PortableText);
    return lines;
}

void ActionRegistry::setKeys(const QMap<QString, Keys>& keys) {
    for (const Entry& entry : m_entries) {
        const auto wanted = keys.find(entry.id);
        if (wanted == keys.end() || wanted.value() == entry.defaults)
            m_chosen.remove(entry.id);
        else
            m_chosen.insert(entry.id, wanted.value());
        dress(entry);
    }
    Q_EMIT keysChanged();
}

QStringList ActionRegistry::conflicts() const {
    std::map<QString, QString> taken;
    QStringList found;
    for (const Entry& entry : m_entries)
        for (const QKeySequence& keys : entry.action->shortcuts()) {
            const auto [it, fresh] = taken.emplace(keys.toString(), entry.id);
            if (!fresh && it->second != entry.id)
                found << QStringLiteral("%1: %2, %3").arg(keys.toString(), it->second, entry.id);
        }
    return found;
}

} // namespace plumbline::ui
