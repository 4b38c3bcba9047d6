// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QFrame>

#include "ui/session/session.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QListWidget;

namespace plumbline::ui {

/// Values of one dimension to keep or to leave out, under its token.
class FilterPopup : public QFrame {
    Q_OBJECT
public:
    FilterPopup(Session& session, const QString& dimension, const QString& name, QWidget* parent);
    void popupUnder(QWidget* anchor);

private:
    void load();
    void search(const QString& typed);
    void apply();
    QStringList chosen() const;
    Session& m_session;
    QString m_dimension;
    QLineEdit* m_search;
    QListWidget* m_values;
    QLabel* m_state;
    QCheckBox* m_exclude;
};

} // namespace plumbline::ui
