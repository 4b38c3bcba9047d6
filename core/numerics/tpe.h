// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::numerics {

/// One dimension of a search.
struct SearchParameter {
    enum class Kind { real, integer, choice };
    std::string name;
    Kind kind = Kind::real;
    double low = 0, high = 1; ///< both included; choice: 0 to number of choices - 1
    bool log = false;         ///< searched in the logarithm (low > 0)
    double step = 0;          ///< integer: at least 1
    std::vector<std::string> choices;
};

/// A point that was tried.
struct Trial {
    std::vector<double> x;       ///< in the order of the parameters; a choice is its index
    std::optional<double> value; ///< smaller is better; missing: it failed or was not finished
};

/// Tree-structured Parzen estimator (Bergstra et al., 2011) as in Optuna 5: 10 random trials, then draws from the good ones,
/// multivariate kernels with the gap bandwidth. Same seed and same trials: same proposals, so that a study can be taken up again.
class TpeStudy {
public:
    TpeStudy(std::vector<SearchParameter> parameters, uint64_t seed);
    /// The next point to try. Running trials (without value) count as bad ones.
    std::vector<double> propose() const;
    void tell(std::vector<double> x, std::optional<double> value);
    const std::vector<SearchParameter>& parameters() const { return m_parameters; }
    const std::vector<Trial>& trials() const { return m_trials; }
    /// The best finished trial; none before there is one.
    std::optional<Trial> best() const;
    std::string to_json() const;
    /// Throws Error{internal} on text that is not a study.
    static TpeStudy from_json(const std::string& text);

private:
    std::vector<SearchParameter> m_parameters;
    uint64_t m_seed;
    std::vector<Trial> m_trials;
};

} // namespace plumbline::numerics
