// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/pages/data/import_presenter.h"
#include "ui/pages/page.h"

class QHBoxLayout;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace plumbline::ui {

class Card;
class EmptyState;
class InlineMessage;
class PageHead;
class PreviewTable;
class ReadingTokens;
class SpecTable;
class TokenButton;

/// Tab of the Data page: what a file would become, and the button that makes it so.
class ImportView : public ScrollPage {
    Q_OBJECT
public:
    explicit ImportView(ImportPresenter& presenter, QWidget* parent = nullptr);
    QString id() const override { return QStringLiteral("import"); }
    QString title() const override { return tr("Import"); }
    QString iconName() const override { return QStringLiteral("data"); }
    PageGroup group() const override { return PageGroup::source; }

    /// What could be done with what is imported by now; empty: nothing. Said when no file waits.
    void setOffer(const QString& sentence, const QString& link);

Q_SIGNALS:
    void offerTaken();

private:
    void build();
    QWidget* buildFoot();
    void refresh();
    void refreshMessage();
    void refreshQuestions();
    void refreshGuesses();
    void refreshSetAside();
    void refreshFoot();
    void refreshProgress();
    void exportSetAside();
    void askName();
    /// Instead of what was read: the first lines of the file as they stand.
    void showRaw(bool raw);
    ImportPresenter& m_presenter;
    PageHead* m_head;
    QWidget* m_questions;
    InlineMessage* m_message;
    InlineMessage* m_offer;
    QString m_offered, m_offerLink;
    EmptyState* m_empty;
    Card* m_previewCard;
    ReadingTokens* m_tokens;
    PreviewTable* m_preview;
    TokenButton* m_asRead;
    QPlainTextEdit* m_raw;
    QString m_rawOf; ///< file that m_raw shows
    Card* m_guesses;
    SpecTable* m_guessTable;
    Card* m_setAside;
    SpecTable* m_setAsideTable;
    QPushButton* m_export;
    QWidget* m_foot;
    TokenButton* m_into;
    TokenButton* m_mode;
    QWidget* m_note;
    QPushButton* m_cancel;
    QPushButton* m_import;
};

} // namespace plumbline::ui
