// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QDialog>

#include "core/report/glossary.h"

class QLabel;
class QLineEdit;
class QListWidget;

namespace plumbline::ui {

/// Every metric: definition, formula, unit, which direction is good, an example. Stays open beside the page.
class GlossaryDialog : public QDialog {
    Q_OBJECT
public:
    GlossaryDialog(std::vector<report::GlossaryEntry> entries, QWidget* parent);
    void showMetric(const QString& id);
    QListWidget* list() const { return m_list; }
    QLineEdit* field() const { return m_field; }

private:
    void search(const QString& typed);
    void refresh();
    std::vector<report::GlossaryEntry> m_entries;
    QLineEdit* m_field;
    QListWidget* m_list;
    QLabel* m_title;
    QLabel* m_note;
    QList<QLabel*> m_names, m_values;
};

/// Opens the glossary at a metric (empty: at the first), in the language of the window, over the page of `from`.
void openGlossary(QWidget* from, const QString& metric);
/// "ROAS = revenue / cost": for the tool tip of a head; empty where the metric is not known.
QString metricTip(const std::string& metric);

} // namespace plumbline::ui
