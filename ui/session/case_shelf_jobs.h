// SPDX-License-Identifier: GPL-3.0-or-later
// How CaseShelf asks its desk, for the files that it is made of.
#pragma once

#include "ui/session/case_shelf.h"

#include <QPointer>

#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace valvista::ui {

template <class Work, class Take>
void CaseShelf::ask(const QString& title, Work work, Take take, std::function<void()> otherwise) {
  askAs(QStringLiteral("library %1").arg(++asked_), title, std::move(work), std::move(take),
        std::move(otherwise));
}

template <class Work, class Take>
void CaseShelf::askAs(const QString& key, const QString& title, Work work, Take take,
                      std::function<void()> otherwise) {
  using Value = std::invoke_result_t<Work&, LibraryDesk&, const Progress&>;
  session_.jobs.start(
      key, planning::Lane::io,
      [desk = desk_, work = std::move(work)](const Progress& progress) mutable {
        return work(*desk, progress);
      },
      [self = QPointer<CaseShelf>(this), title, take = std::move(take),
       otherwise = std::move(otherwise)](JobOutcome<Value> outcome) mutable {
        if (!self) return;
        if (auto* value = std::get_if<Value>(&outcome)) {
          take(std::move(*value));
          return;
        }
        if (otherwise) otherwise();
        if (const auto* failure = std::get_if<JobFailed>(&outcome)) self->refuse(title, *failure);
      });
}

template <class Fetch, class Opened>
void CaseShelf::openFetched(Fetch fetch, Opened opened) {
  using Found = std::invoke_result_t<Fetch&, LibraryDesk&, const Progress&>;
  const auto found = std::make_shared<std::optional<Found>>();
  session_.controller.openPrepared(
      [desk = desk_, fetch = std::move(fetch), found, options = session_.document.inputs().options,
       text = openingText()](const Progress& progress) mutable {
        progress.report(0.0, text);
        *found = fetch(*desk, progress);
        planning::Plan plan;
        if constexpr (std::is_same_v<Found, FetchedCase>) {
          plan = (*found)->plan;
        } else {
          plan = (*found)->fetched.plan;
        }
        plan.inputs.options = options;
        return plan;
      },
      [this, found, opened = std::move(opened)] { opened(**found); });
}

}  // namespace valvista::ui
