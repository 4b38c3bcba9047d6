// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QDialog>

#include "core/pulse/alerts.h"
#include "ui/pages/pulse/pulse_presenter.h"

class QComboBox;
class QLabel;
class QLineEdit;

namespace plumbline::ui {

/// A rule in words: of which figure, when it is told, how grave it is. Stays beside the page; nothing waits for it.
class AlertDialog : public QDialog {
    Q_OBJECT
public:
    AlertDialog(const QList<PulsePresenter::Choice>& figures, const std::vector<metrics::Filter>& filters, const QString& scope,
                Language language, QWidget* parent);

Q_SIGNALS:
    void chosen(const plumbline::pulse::Rule& rule);

private:
    void explain();
    void accept() override;
    std::vector<metrics::Filter> m_filters;
    Language m_language;
    QComboBox *m_figure, *m_kind, *m_severity;
    QLineEdit* m_level;
    QLabel *m_levelName, *m_hint;
};

} // namespace plumbline::ui
