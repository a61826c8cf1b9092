# Chi-square tails, normal quantiles and Wilson intervals over wide grids, from base R.
# Run from the project's folder: Rscript test/reference/distributions.R
text <- function(x) ifelse(is.na(x), "null", sprintf("%.17g", x))
rows <- function(frame) paste0("[\n    ", paste(apply(frame, 1, function(row) paste0("[", paste(text(row), collapse = ", "), "]")),
                                                collapse = ",\n    "), "\n  ]")
df <- c(1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 39, 40, 41, 50, 75, 99, 100, 250, 500, 999, 2000, 10000, 100000, 999999)
ratio <- c(1e-6, 0.001, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 0.99, 1, 1.01, 1.05, 1.1, 1.3, 1.5, 2, 3, 5, 8, 13, 20, 40, 80, 150, 300, 600, 1200)
grid <- expand.grid(df = df, ratio = ratio)
grid$x <- grid$df * grid$ratio
grid <- rbind(grid, expand.grid(df = c(1, 2, 3, 8, 0.5, 1.7), ratio = NA, x = c(1e-9, 0.5, 1, 1.9, 2, 2.1, 3.84, 10, 100, 700, 1184.59657208379, 1400)))
grid$p <- pchisq(grid$x, grid$df, lower.tail = FALSE)
grid <- unique(grid[grid$p > 1e-300, c("x", "df", "p")])
p <- c(1e-300, 1e-100, 1e-20, 1e-12, 1e-11, 1.3e-11, 1e-6, 0.001, 0.01, 0.025, 0.05, 0.0749, 0.075, 0.0751, 0.1, 0.3, 0.5, 0.7, 0.9, 0.925, 0.9251, 0.95, 0.975, 0.99, 0.9999, 1 - 1e-10)
normal <- data.frame(p = p, z = qnorm(p))
shares <- expand.grid(k = c(0, 1, 2, 7, 40, 99, 1655), n = c(1, 2, 7, 10, 99, 100, 3875, 5e6), level = c(0.8, 0.95, 0.99))
shares <- shares[shares$k <= shares$n, ]
ends <- t(mapply(function(k, n, level) suppressWarnings(prop.test(k, n, correct = FALSE, conf.level = level))$conf.int[1:2], shares$k, shares$n, shares$level))
shares$low <- ends[, 1]
shares$high <- ends[, 2]
z <- c(0.001, 0.1, 1, 1.96, 3, 6, 10, 30)
both <- data.frame(z = z, p = 2 * pnorm(-z))
cat("{\n  \"chi_square\": ", rows(grid), ",\n  \"normal\": ", rows(normal), ",\n  \"wilson\": ", rows(shares), ",\n  \"normal_p\": ", rows(both), "\n}\n",
    sep = "", file = "test/reference/distributions.json")
