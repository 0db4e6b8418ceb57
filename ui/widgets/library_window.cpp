// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/library_window.h"

#include "ui/session/planning_text.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/case_panel.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/training_wizard/wizard_parts.h"

#include <QAction>
#include <QComboBox>
#include <QDateTime>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QIcon>
#include <QLabel>
#include <QLineEdit>
#include <QPixmap>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QVBoxLayout>

#include <numeric>
#include <utility>

namespace valvista::ui {

using planning::CaseState;

namespace {

constexpr int kPicture = 48, kRowHeight = 56, kSecondsPerMinute = 60, kMinutesPerHour = 60;
constexpr int kAll = -1;

QString timeSpentText(std::int64_t seconds) {
  const auto minutes = static_cast<int>((seconds + kSecondsPerMinute / 2) / kSecondsPerMinute);
  if (minutes < kMinutesPerHour) return LibraryWindow::tr("%1 min").arg(minutes);
  return LibraryWindow::tr("%1 h %2 min").arg(minutes / kMinutesPerHour).arg(minutes % kMinutesPerHour);
}

QString tagsText(const std::set<std::string>& tags) {
  QStringList words;
  for (const std::string& tag : tags) words << QString::fromStdString(tag);
  return words.join(QStringLiteral(", "));
}

std::set<std::string> tagsOf(const QString& text) {
  std::set<std::string> tags;
  for (const QString& word : text.split(QLatin1Char(','), Qt::SkipEmptyParts))
    if (!word.trimmed().isEmpty()) tags.insert(word.trimmed().toStdString());
  return tags;
}

QString descriptionText(const planning::ScanFacts& facts) {
  QStringList parts;
  for (const std::string* text : {&facts.studyDescription, &facts.seriesDescription})
    if (!text->empty()) parts << QString::fromStdString(*text);
  return parts.join(QStringLiteral(" \u2013 "));
}

}  // namespace

QString stateText(CaseState state) {
  switch (state) {
    case CaseState::toCorrect:
      return LibraryWindow::tr("To correct");
    case CaseState::inWork:
      return LibraryWindow::tr("In work");
    case CaseState::toReview:
      return LibraryWindow::tr("To review");
    case CaseState::accepted:
      return LibraryWindow::tr("Accepted");
    case CaseState::rejected:
      return LibraryWindow::tr("Rejected");
  }
  return {};
}

LibraryWindow::LibraryWindow(CaseShelf& shelf, const QList<QAction*>& common, QWidget* parent)
    : CaseDialog(tr("Case library"), "libraryWindow", parent),
      shelf_(shelf),
      search_(new QLineEdit),
      tags_(new QLineEdit),
      state_(makeChoice("libraryState", tr("State of the cases shown"))),
      table_(makeTable("libraryTable", tr("Cases of the library"),
                       {tr("Patient"), tr("ID"), tr("Study"), tr("State"), tr("Annotator"), tr("Time spent"),
                        tr("Tags"), tr("Changed"), tr("Description")})),
      empty_(makeNote("libraryEmpty")) {
  resize(1120, 640);
  table_->setIconSize({kPicture, kPicture});
  table_->verticalHeader()->setDefaultSectionSize(kRowHeight);
  table_->setSelectionMode(QAbstractItemView::SingleSelection);
  theme::setTone(*empty_, theme::Tone::quiet);
  content()->addWidget(makeFilter());
  content()->addWidget(table_, 1);
  content()->addWidget(empty_);
  content()->addWidget(makeTags());
  content()->addWidget(makeButtons(common));
  connect(table_, &QTableWidget::itemSelectionChanged, this, &LibraryWindow::choose);
  connect(table_, &QTableWidget::itemActivated, this, &LibraryWindow::openChosen);
  connect(&shelf_, &CaseShelf::changed, this, [this] { showList(shelf_.list()); });
  showList(shelf_.list());
}

QWidget* LibraryWindow::makeFilter() {
  auto* part = new QWidget;
  auto* row = new QHBoxLayout(part);
  row->setContentsMargins(0, 0, 0, 0);
  search_->setObjectName(QStringLiteral("librarySearch"));
  search_->setPlaceholderText(tr("Search name, ID, date, description, annotator"));
  search_->setAccessibleName(tr("Search cases"));
  search_->setClearButtonEnabled(true);
  row->addWidget(search_, 1);
  row->addWidget(state_);
  showCounts(shelf_.list());
  connect(search_, &QLineEdit::textChanged, this, &LibraryWindow::applyFilter);
  connect(state_, &QComboBox::currentIndexChanged, this, &LibraryWindow::applyFilter);
  return part;
}

QWidget* LibraryWindow::makeTags() {
  auto* part = new QWidget;
  auto* row = new QHBoxLayout(part);
  row->setContentsMargins(0, 0, 0, 0);
  tags_->setObjectName(QStringLiteral("libraryTags"));
  auto* caption = new QLabel(tr("Ta&gs of the chosen case, with commas between"));
  caption->setBuddy(tags_);
  row->addWidget(caption);
  row->addWidget(tags_, 1);
  connect(tags_, &QLineEdit::editingFinished, this, [this] {
    const ShelfRow* one = chosen();
    if (one && tagsOf(tags_->text()) != one->about.tags) shelf_.setTags(one->about.id, tagsOf(tags_->text()));
  });
  return part;
}

QPushButton* LibraryWindow::addStateButton(const char* name, const QString& text, CaseState state) {
  auto* button = makePush(name, text);
  connect(button, &QPushButton::clicked, this, [this, state] {
    if (const ShelfRow* one = chosen()) shelf_.setState(one->about.id, state);
  });
  ofChosen_.append(button);
  return button;
}

QWidget* LibraryWindow::makeButtons(const QList<QAction*>& common) {
  auto* part = new QWidget;
  auto* column = new QVBoxLayout(part);
  column->setContentsMargins(0, 0, 0, 0);
  auto* ofOne = new QHBoxLayout;
  auto* open = makePush("libraryOpen", tr("&Open"));
  connect(open, &QPushButton::clicked, this, &LibraryWindow::openChosen);
  ofChosen_.append(open);
  ofOne->addWidget(open);
  ofOne->addStretch();
  ofOne->addWidget(addStateButton("libraryReview", tr("Send to &review"), CaseState::toReview));
  ofOne->addWidget(addStateButton("libraryAccept", tr("&Accept"), CaseState::accepted));
  ofOne->addWidget(addStateButton("libraryReject", tr("Re&ject"), CaseState::rejected));
  ofOne->addWidget(addStateButton("libraryCorrect", tr("&Back to correct"), CaseState::toCorrect));
  auto* ofAll = new QHBoxLayout;
  for (QAction* action : common) {
    const QByteArray name = action->objectName().toLatin1() + "Button";
    auto* button = makePush(name.constData(), plainText(*action));
    button->setToolTip(action->toolTip());
    button->setEnabled(action->isEnabled());
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::changed, button, [button, action] { button->setEnabled(action->isEnabled()); });
    ofAll->addWidget(button);
  }
  ofAll->addStretch();
  auto* close = makePush("libraryClose", tr("&Close"));
  connect(close, &QPushButton::clicked, this, &QDialog::close);
  ofAll->addWidget(close);
  column->addLayout(ofOne);
  column->addLayout(ofAll);
  return part;
}

void LibraryWindow::showEvent(QShowEvent* event) {
  CaseDialog::showEvent(event);
  shelf_.refresh();
  shelf_.readAhead();
}

void LibraryWindow::applyFilter() {
  planning::CaseFilter filter;
  filter.text = search_->text().trimmed().toStdString();
  const int state = state_->currentData().toInt();
  if (state != kAll) filter.state = static_cast<CaseState>(state);
  shelf_.setFilter(std::move(filter));
}

void LibraryWindow::showCounts(const ShelfList& list) {
  const QSignalBlocker quiet(state_);
  const int shown = std::max(0, state_->currentIndex());
  state_->clear();
  const auto all = std::accumulate(list.counts.begin(), list.counts.end(), std::size_t{0});
  state_->addItem(tr("All (%1)").arg(all), kAll);
  for (std::size_t state = 0; state < planning::kCaseStateCount; ++state)
    state_->addItem(tr("%1 (%2)", "state and number")
                        .arg(stateText(static_cast<CaseState>(state)))
                        .arg(list.counts[state]),
                    static_cast<int>(state));
  state_->setCurrentIndex(shown);
}

void LibraryWindow::showList(const ShelfList& list) {
  const ShelfRow* before = chosen();
  const std::string id = before ? before->about.id : shelf_.currentId();
  showCounts(list);
  const QSignalBlocker quiet(table_);
  table_->setRowCount(static_cast<int>(list.rows.size()));
  table_->clearSelection();
  for (std::size_t row = 0; row < list.rows.size(); ++row) {
    fillRow(static_cast<int>(row), list.rows[row]);
    if (list.rows[row].about.id == id) table_->selectRow(static_cast<int>(row));
  }
  const bool filtered = !search_->text().trimmed().isEmpty() || state_->currentData().toInt() != kAll;
  empty_->setText(filtered ? tr("No case is like that.")
                           : tr("The library is empty. Open a scan and save it here: corrections are kept, "
                                "and accepted cases become "
                                "a dataset for training."));
  empty_->setVisible(shelf_.isListed() && list.rows.empty());
  choose();
}

void LibraryWindow::fillRow(int row, const ShelfRow& one) {
  const planning::LibraryCase& about = one.about;
  const QString state =
      one.holder.empty() ? stateText(about.state) : tr("%1, open elsewhere").arg(stateText(about.state));
  const QString changed =
      QDateTime::fromMSecsSinceEpoch(about.changedMs).toString(QStringLiteral("yyyy-MM-dd HH:mm"));
  const QString cells[]{personText(about.patient.name),
                        QString::fromStdString(about.patient.id),
                        dateText(about.facts.studyDate),
                        state,
                        QString::fromStdString(about.annotator),
                        timeSpentText(about.secondsSpent),
                        tagsText(about.tags),
                        changed,
                        descriptionText(about.facts)};
  for (int column = 0; column < table_->columnCount(); ++column)
    table_->setItem(row, column, makeCell(cells[column]));
  table_->item(row, 0)->setData(Qt::UserRole, QString::fromStdString(about.id));
  QTableWidgetItem& stateCell = *table_->item(row, 3);
  if (!one.holder.empty()) stateCell.setToolTip(planningText(one.holder));
  QPixmap picture;
  if (picture.loadFromData(reinterpret_cast<const uchar*>(one.picture.data()),
                           static_cast<uint>(one.picture.size())))
    table_->item(row, 0)->setIcon(picture);
}

const ShelfRow* LibraryWindow::chosen() const {
  const QList<QTableWidgetItem*> selected = table_->selectedItems();
  if (selected.isEmpty()) return nullptr;
  const QString id = table_->item(selected.first()->row(), 0)->data(Qt::UserRole).toString();
  for (const ShelfRow& row : shelf_.list().rows)
    if (QString::fromStdString(row.about.id) == id) return &row;
  return nullptr;
}

void LibraryWindow::choose() {
  const ShelfRow* one = chosen();
  for (QPushButton* button : std::as_const(ofChosen_)) button->setEnabled(one != nullptr);
  tags_->setEnabled(one != nullptr);
  if (!tags_->hasFocus() || !one) tags_->setText(one ? tagsText(one->about.tags) : QString());
}

void LibraryWindow::openChosen() {
  if (const ShelfRow* one = chosen()) Q_EMIT openWanted(one->about.id);
}

}  // namespace valvista::ui
