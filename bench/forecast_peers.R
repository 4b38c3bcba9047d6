# SPDX-License-Identifier: GPL-3.0-or-later
# R's prophet and forecast packages at the cutoffs of forecast_bench: Rscript forecast_peers.R FOLDER [METHOD,…]
# Three origins one horizon apart; MASE and MSIS scaled by the in-sample seasonal naive error (7, 52, 12).
suppressWarnings(suppressMessages({
    library(forecast)
    library(prophet)
}))
arguments <- commandArgs(TRUE)
folder <- arguments[1]
wanted <- if (length(arguments) > 1) strsplit(arguments[2], ",")[[1]] else c("prophet", "thetaf", "ets", "stlf")
manifest <- read.csv(file.path(folder, "manifest.csv"), stringsAsFactors = FALSE)

bounds <- function(f, h) list(mean = as.numeric(f$mean)[1:h], low = as.numeric(f$lower)[1:h], high = as.numeric(f$upper)[1:h])
methods <- list(
    prophet = function(known, at, y, m, h) {
        fit <- suppressMessages(prophet(known))
        p <- predict(fit, data.frame(ds = at))
        list(mean = p$yhat, low = p$yhat_lower, high = p$yhat_upper)
    },
    thetaf = function(known, at, y, m, h) bounds(thetaf(ts(y, frequency = m), h = h, level = 80), h),
    ets = function(known, at, y, m, h) bounds(forecast(ets(ts(y, frequency = if (m > 24) 1 else m)), h = h, level = 80), h),
    stlf = function(known, at, y, m, h) bounds(stlf(ts(y, frequency = m), h = h, level = 80), h))

pooled <- list()
cat("| series | method | MAPE | MASE | MSIS | coverage of 80 % | ms |\n|---|---|---:|---:|---:|---:|---:|\n")
for (i in seq_len(nrow(manifest))) {
    row <- manifest[i, ]
    m <- row$season
    h <- row$horizon
    raw <- read.csv(file.path(folder, row$file))[, c("ds", "y")]
    raw$ds <- as.Date(raw$ds)
    step <- c(D = "day", W = "week", M = "month")[[row$freq]]
    grid <- data.frame(ds = seq(min(raw$ds), max(raw$ds), by = step))
    grid$y <- raw$y[match(grid$ds, raw$ds)]
    n <- nrow(grid)
    for (name in intersect(wanted, names(methods))) {
        sums <- c(mape = 0, mase = 0, msis = 0, inside = 0, seen = 0, ms = 0, origins = 0)
        for (cut in n - (3:1) * h) {
            past <- grid$y[1:cut]
            filled <- as.numeric(na.interp(ts(past, frequency = m)))
            scale <- mean(abs(diff(past, lag = m)), na.rm = TRUE)
            begin <- proc.time()[["elapsed"]]
            f <- try(suppressWarnings(methods[[name]](na.omit(grid[1:cut, ]), grid$ds[cut + 1:h], filled, m, h)), silent = TRUE)
            if (inherits(f, "try-error")) next
            ms <- 1000 * (proc.time()[["elapsed"]] - begin)
            y <- grid$y[cut + 1:h]
            ok <- !is.na(y)
            e <- abs(y - f$mean)[ok]
            width <- (f$high - f$low + 10 * pmax(0, f$low - y) + 10 * pmax(0, y - f$high))[ok]
            inside <- (y >= f$low & y <= f$high)[ok]
            sums <- sums + c(mean(e / abs(y[ok])), mean(e) / scale, mean(width) / scale, sum(inside), sum(ok), ms, 1)
        }
        if (sums[["origins"]] == 0) next
        k <- sums[["origins"]]
        cat(sprintf("| %s | R %s | %.1f %% | %.3f | %.2f | %.0f %% | %.0f |\n", sub("\\.csv$", "", row$file), name,
                    100 * sums[["mape"]] / k, sums[["mase"]] / k, sums[["msis"]] / k,
                    100 * sums[["inside"]] / sums[["seen"]], sums[["ms"]] / k))
        key <- paste(row$freq, name)
        pooled[[key]] <- c(pooled[[key]], sums[["mase"]] / k)
    }
}
cat("\n| | method | series | mean MASE |\n|---|---|---:|---:|\n")
for (key in sort(names(pooled))) {
    part <- strsplit(key, " ")[[1]]
    cat(sprintf("| %s | R %s | %d | %.3f |\n", part[1], part[2], length(pooled[[key]]), mean(pooled[[key]])))
}
