// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QDialog>

class QComboBox;
class QLineEdit;

namespace plumbline::ui {

/// Stars and a comment for one review. Stays beside the page; nothing waits for it.
class RatingDialog : public QDialog {
    Q_OBJECT
public:
    RatingDialog(const QString& review, QWidget* parent);

Q_SIGNALS:
    void rated(int stars, const QString& comment);

private:
    QComboBox* m_stars;
    QLineEdit* m_comment;
};

} // namespace plumbline::ui
