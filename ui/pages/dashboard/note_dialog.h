// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QDialog>

#include "core/metrics/annotations.h"

class QCheckBox;
class QComboBox;
class QDateEdit;
class QLineEdit;

namespace plumbline::ui {

/// A note on the time axis: what happened, when, what kind. Stays beside the page; nothing waits for it.
class NoteDialog : public QDialog {
    Q_OBJECT
public:
    /// `scope`: the filters of the page in words; empty: there is none to tie the note to.
    NoteDialog(const metrics::Annotation& annotation, const std::vector<metrics::Filter>& filters, const QString& scope,
               QWidget* parent);
    metrics::Annotation annotation() const;
    QLineEdit* text() const { return m_text; }

Q_SIGNALS:
    void saved(const plumbline::metrics::Annotation& annotation);
    void removed(const QString& id);

private:
    metrics::Annotation m_annotation;
    std::vector<metrics::Filter> m_filters;
    QLineEdit* m_text;
    QDateEdit *m_from, *m_to;
    QComboBox* m_kind;
    QCheckBox *m_scoped, *m_repeats;
};

/// "Promotion" for "promotion".
QString annotationKindName(std::string_view kind);

} // namespace plumbline::ui
