// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/training/optimizer.h"

#include <torch/types.h>

#include <ATen/ATen.h>
#include <algorithm>
#include <cmath>
#include <numbers>
#include <string_view>

namespace valvista::ml {

namespace {

constexpr double kBeta1 = 0.9, kBeta2 = 0.999, kEpsilon = 1e-8;
constexpr double kPolyPower = 0.9;

/// Weights of convolutions and linear layers have two or more axes, biases and norms one.
bool decays(std::string_view name, const at::Tensor& parameter) {
  return parameter.dim() > 1 && !name.ends_with("relative_position_bias_table");
}

/// A gradient for every parameter: one that took no part in the loss has none, which counts as 0.
std::vector<at::Tensor> gradientsOf(const std::vector<at::Tensor>& parameters) {
  std::vector<at::Tensor> gradients;
  for (const at::Tensor& parameter : parameters)
    gradients.push_back(parameter.grad().defined() ? parameter.grad() : at::zeros_like(parameter));
  return gradients;
}

}  // namespace

double learningRateAt(const OptimizerOptions& options, std::int64_t step, std::int64_t steps) {
  const double rate = options.learningRate;
  if (step < options.warmUpSteps)
    return rate * static_cast<double>(step + 1) / static_cast<double>(options.warmUpSteps);
  const auto remaining = static_cast<double>(std::max<std::int64_t>(1, steps - options.warmUpSteps));
  const double t = std::min(1.0, static_cast<double>(step - options.warmUpSteps) / remaining);
  switch (options.schedule) {
    case ScheduleKind::constant:
      return rate;
    case ScheduleKind::poly:
      return rate * std::pow(1.0 - t, kPolyPower);
    case ScheduleKind::cosine:
      return rate * 0.5 * (1.0 + std::cos(std::numbers::pi * t));
  }
  return rate;
}

Optimizer::Optimizer(const torch::nn::Module& network, const OptimizerOptions& options)
    : options_(options), groups_(2) {
  groups_[0].decay = options.weightDecay;
  for (const auto& parameter : network.named_parameters()) {
    Group& group = groups_[decays(parameter.key(), parameter.value()) ? 0 : 1];
    group.names.push_back(parameter.key());
    group.parameters.push_back(parameter.value());
    const at::Tensor zeros = at::zeros_like(parameter.value(), at::MemoryFormat::Contiguous);
    group.first.push_back(zeros);
    if (options.kind == OptimizerKind::adamW) group.second.push_back(zeros.clone());
  }
}

std::vector<at::Tensor> Optimizer::gradients() const {
  std::vector<at::Tensor> gradients;
  for (const Group& group : groups_)
    for (const at::Tensor& parameter : group.parameters)
      if (parameter.grad().defined()) gradients.push_back(parameter.grad());
  return gradients;
}

double Optimizer::clipGradients() {
  const c10::NoGradGuard noGradient;
  std::vector<at::Tensor> all = gradients(), norms;
  if (all.empty()) return 0.0;
  for (const at::Tensor& gradient : all) norms.push_back(gradient.norm());
  const double norm = at::stack(norms).norm().item<double>();
  if (options_.clipNorm > 0.0 && norm > options_.clipNorm)
    at::_foreach_mul_(all, at::Scalar(options_.clipNorm / norm));
  return norm;
}

void Optimizer::update(double learningRate, std::int64_t step) {
  const c10::NoGradGuard noGradient;
  for (Group& group : groups_) {
    if (group.parameters.empty()) continue;
    if (options_.kind == OptimizerKind::adamW)
      updateAdamW(group, learningRate, step);
    else
      updateSgd(group, learningRate);
    for (at::Tensor& parameter : group.parameters) parameter.mutable_grad() = at::Tensor();
  }
}

void Optimizer::updateAdamW(Group& group, double learningRate, std::int64_t step) {
  const std::vector<at::Tensor> gradients = gradientsOf(group.parameters);
  const auto count = static_cast<double>(step + 1);
  const double correction1 = 1.0 - std::pow(kBeta1, count), correction2 = 1.0 - std::pow(kBeta2, count);
  if (group.decay > 0.0) at::_foreach_mul_(group.parameters, at::Scalar(1.0 - learningRate * group.decay));
  at::_foreach_mul_(group.first, at::Scalar(kBeta1));
  at::_foreach_add_(group.first, gradients, at::Scalar(1.0 - kBeta1));
  at::_foreach_mul_(group.second, at::Scalar(kBeta2));
  at::_foreach_addcmul_(group.second, gradients, gradients, at::Scalar(1.0 - kBeta2));
  std::vector<at::Tensor> roots = at::_foreach_sqrt(group.second);
  at::_foreach_div_(roots, at::Scalar(std::sqrt(correction2)));
  at::_foreach_add_(roots, at::Scalar(kEpsilon));
  at::_foreach_addcdiv_(group.parameters, group.first, roots, at::Scalar(-learningRate / correction1));
}

void Optimizer::updateSgd(Group& group, double learningRate) {
  std::vector<at::Tensor> gradients = gradientsOf(group.parameters);
  if (group.decay > 0.0) at::_foreach_add_(gradients, group.parameters, at::Scalar(group.decay));
  at::_foreach_mul_(group.first, at::Scalar(options_.momentum));
  at::_foreach_add_(group.first, gradients, at::Scalar(1.0));
  at::_foreach_add_(gradients, group.first, at::Scalar(options_.momentum));
  at::_foreach_add_(group.parameters, gradients, at::Scalar(-learningRate));
}

TensorTable Optimizer::state() const {
  TensorTable table;
  for (const Group& group : groups_)
    for (std::size_t i = 0; i < group.names.size(); ++i) {
      table.emplace_back("first." + group.names[i], group.first[i]);
      if (!group.second.empty()) table.emplace_back("second." + group.names[i], group.second[i]);
    }
  return table;
}

WeightAverage::WeightAverage(const torch::nn::Module& network, double decay)
    : current_(weightsOf(network)), decay_(decay) {
  for (const auto& [name, tensor] : current_) average_.emplace_back(name, tensor.clone());
}

void WeightAverage::update() {
  const c10::NoGradGuard noGradient;
  for (std::size_t i = 0; i < current_.size(); ++i) {
    const at::Tensor& now = current_[i].second;
    at::Tensor& average = average_[i].second;
    if (now.is_floating_point())
      average.mul_(decay_).add_(now, 1.0 - decay_);
    else
      average.copy_(now);
  }
}

}  // namespace valvista::ml
