# Computes what the analyses find in the telecom sample (and small made cases) with base R and the survival package, and writes analyses.json.
# Run from the project's folder: Rscript test/reference/analyses.R
suppressMessages(library(survival))
customers <- read.csv("sample-data/telecom-customers.en.csv", na.strings = "", stringsAsFactors = FALSE)
started <- as.Date(customers$start_date)
ended <- as.Date(customers$end_date)
as_of <- as.Date("2024-12-31")
from <- as.Date("2024-01-01")
event <- as.integer(!is.na(ended))
last <- ended
last[is.na(last)] <- as_of
time <- as.numeric(last - started)

number <- function(x) ifelse(is.na(x), "null", sprintf("%.17g", x))
value <- function(x) if (is.numeric(x) || is.logical(x)) number(as.numeric(x)) else ifelse(is.na(x), "null", paste0('"', x, '"'))
rows <- function(frame) {
  parts <- lapply(names(frame), function(key) paste0('"', key, '": ', value(frame[[key]])))
  paste0("[\n    ", paste(paste0("{ ", do.call(paste, c(parts, sep = ", ")), " }"), collapse = ",\n    "), "\n  ]")
}
curve <- function(fit) data.frame(time = fit$time, at_risk = fit$n.risk, events = fit$n.event, censored = fit$n.censor,
                                  survival = fit$surv, std_err = ifelse(fit$surv > 0, fit$std.err * fit$surv, NA),
                                  low = ifelse(fit$surv == 1 | fit$surv == 0, NA, fit$lower),
                                  high = ifelse(fit$surv == 1 | fit$surv == 0, NA, fit$upper))
facts <- function(fit, horizon) {
  table <- summary(fit, rmean = horizon)$table
  if (is.null(dim(table))) table <- t(as.matrix(table))
  data.frame(n = table[, "records"], events = table[, "events"], median = table[, "median"], median_low = table[, "0.95LCL"],
             median_high = table[, "0.95UCL"], restricted_mean = table[, grep("^.?rmean", colnames(table))],
             restricted_mean_se = table[, grep("^.?se\\(rmean", colnames(table))])
}
fit <- survfit(Surv(time, event) ~ 1, conf.type = "log-log")
all <- curve(fit)
by_payment <- survfit(Surv(time, event) ~ payment, customers, conf.type = "log-log")
payment_facts <- cbind(label = sub("payment=", "", names(by_payment$strata)), facts(by_payment, 365))
ranks <- do.call(rbind, lapply(c("plan", "region", "channel", "payment"), function(column) {
  d <- survdiff(as.formula(paste("Surv(time, event) ~", column)), customers)
  data.frame(dimension = column, chi_square = d$chisq, df = length(d$n) - 1, p = pchisq(d$chisq, length(d$n) - 1, lower.tail = FALSE))
}))

# Tests of the groups among those at the year's start; numbers in fifths (quantile type 1), an empty group is a group
at_start <- started < from & (is.na(ended) | ended >= from)
left <- (!is.na(ended))[at_start]
band <- function(x) {
  cuts <- quantile(x, c(0.2, 0.4, 0.6, 0.8), type = 1, na.rm = TRUE)
  as.character(findInterval(x, cuts))
}
known <- function(x) ifelse(is.na(x), "Unknown", x)
groups <- list(plan = customers$plan, region = customers$region, channel = customers$channel, payment = customers$payment,
               age = NA, Value = NA, "Tenure (days)" = NA)
groups <- lapply(groups, function(x) if (length(x) > 1) known(x[at_start]) else x)
groups$age <- known(band(customers$age[at_start]))
groups$Value <- known(band(customers$monthly_fee[at_start]))
groups[["Tenure (days)"]] <- band(as.numeric(from - started[at_start]))
tests <- do.call(rbind, lapply(names(groups), function(dimension) {
  x <- suppressWarnings(chisq.test(table(groups[[dimension]], left), correct = FALSE))
  data.frame(dimension = dimension, groups = length(unique(groups[[dimension]])), chi_square = unname(x$statistic), df = unname(x$parameter),
             p = pchisq(unname(x$statistic), unname(x$parameter), lower.tail = FALSE), cramers_v = sqrt(unname(x$statistic) / sum(at_start)))
}))
tests$q <- p.adjust(tests$p, "BH")

# Early and late leavers of 2024 by the reason as written; at 90 days exactly it is late
now <- !is.na(ended) & ended >= from & ended <= as_of
word <- ifelse(is.na(customers$reason), "", customers$reason)[now]
early <- time[now] < 90
stages <- table(word, factor(early, c(TRUE, FALSE)))
early_late <- data.frame(word = rownames(stages), early_share = as.numeric(stages[, 1] / sum(stages[, 1])),
                         late_share = as.numeric(stages[, 2] / sum(stages[, 2])))

# Bands of numbers: fifths, and a user's own edges, each from its edge on
count_bands <- function(dimension, x, edges) {
  group <- cut(x, c(-Inf, edges, Inf), right = FALSE)
  data.frame(dimension = dimension, place = seq_along(levels(group)) - 1, n = as.numeric(table(group)),
             leavers = as.numeric(table(group[left])))
}
measures <- list(age = customers$age[at_start], Value = customers$monthly_fee[at_start], "Tenure (days)" = as.numeric(from - started[at_start]))
fifths <- do.call(rbind, lapply(names(measures), function(name)
  count_bands(name, measures[[name]], quantile(measures[[name]], c(0.2, 0.4, 0.6, 0.8), type = 1, na.rm = TRUE))))
fifths <- fifths[fifths$n > 0, ]
own <- rbind(count_bands("age", measures$age, c(25, 35, 50)), count_bands("Value", measures$Value, c(59, 79.5, 100, 129, 199)),
             count_bands("Tenure (days)", measures[["Tenure (days)"]], c(90, 365)))
own <- own[own$n > 0, ]

# Years of age as groups: the 20 largest are named (of equal ones those that come first as texts), the rest are one
years <- ifelse(is.na(customers$age), NA, as.character(customers$age))[at_start]
sizes <- table(years)
named <- names(sizes)[order(-sizes, names(sizes), method = "radix")][1:20]
row <- ifelse(years %in% named, years, "All others")
crossed <- as.data.frame(table(row_label = row, column_label = customers$plan[at_start]), responseName = "n", stringsAsFactors = FALSE)
crossed$leavers <- as.data.frame(table(factor(row[left], sort(unique(row))), factor(customers$plan[at_start][left], sort(unique(customers$plan[at_start])))))$Freq
crossed <- crossed[crossed$n > 0, ]
crossed$churn_rate <- crossed$leavers / crossed$n
wilson <- t(mapply(function(k, n) prop.test(k, n, correct = FALSE)$conf.int, crossed$leavers, crossed$n))
crossed$low <- wilson[, 1]
crossed$high <- wilson[, 2]

# Phases: the best of all ways to cut the 12 monthly rates into k runs of at least 2, k by BIC
trend <- c(148/12319, 147/12492, 154/12613, 230/12803, 305/12912, 377/12958, 428/12938, 407/12877, 400/12851, 389/12887, 298/12857, 234/12906)
sse <- function(x) sum((x - mean(x))^2)
n <- length(trend)
best <- NULL
for (k in 1:6) {
  cuts <- if (k == 1) matrix(numeric(0), 0, 1) else combn(2:(n - 2), k - 1)
  for (column in seq_len(ncol(cuts))) {
    ends <- c(cuts[, column], n)
    sizes <- diff(c(0, ends))
    if (any(sizes < 2)) next
    cost <- sum(sapply(split(trend, rep(seq_along(sizes), sizes)), sse))
    bic <- n * log(cost / n) + 2 * k * log(n)
    if (is.null(best) || bic < best$bic) best <- list(bic = bic, ends = ends, sizes = sizes)
  }
}
phases <- data.frame(phase = seq_along(best$sizes), periods = best$sizes,
                     churn_rate = as.numeric(tapply(trend, rep(seq_along(best$sizes), best$sizes), mean)))

# Value tiers
fee <- customers$monthly_fee[at_start]
edges <- quantile(fee, c(0.5, 0.8, 0.9), type = 1, na.rm = TRUE)
tier <- 1 + (fee > edges[1]) + (fee > edges[2]) + (fee > edges[3])
tiers <- data.frame(place = 4:1, n = as.numeric(table(tier))[4:1], leavers = as.numeric(tapply(left, tier, sum))[4:1],
                    value = as.numeric(tapply(fee, tier, sum))[4:1], value_lost = as.numeric(tapply(fee * left, tier, sum))[4:1])

# What changed against 2023: each effect at the average of the other
year <- function(first, following) {
  present <- started < first & (is.na(ended) | ended >= first)
  gone <- present & !is.na(ended) & ended < following
  list(n = tapply(present, known(customers$plan), sum), left = tapply(gone, known(customers$plan), sum))
}
a <- year(as.Date("2023-01-01"), from)
b <- year(from, as.Date("2025-01-01"))
overall <- (sum(a$left) / sum(a$n) + sum(b$left) / sum(b$n)) / 2
mix <- data.frame(label = names(a$n), n_before = as.numeric(a$n), n_after = as.numeric(b$n),
                  mix_effect = as.numeric((b$n / sum(b$n) - a$n / sum(a$n)) * ((a$left / a$n + b$left / b$n) / 2 - overall)),
                  rate_effect = as.numeric((b$left / b$n - a$left / a$n) * (a$n / sum(a$n) + b$n / sum(b$n)) / 2))
mix <- mix[mix$n_before + mix$n_after > 0, ]
rate_p <- prop.test(c(sum(a$left), sum(b$left)), c(sum(a$n), sum(b$n)), correct = FALSE)$p.value

# Small cases with ties, a curve that stays at one half, delayed entry, all censored, all gone
cases <- list(
  ties = data.frame(entry = 0, time = c(1, 1, 2, 2, 2, 3, 5, 5, 8, 9), event = c(1, 0, 1, 1, 0, 1, 0, 1, 1, 0)),
  half = data.frame(entry = 0, time = c(1, 2, 3, 4, 5, 6), event = c(1, 1, 1, 0, 1, 0)),
  entry = data.frame(entry = c(0, 0, 0, 2, 3, 3, 4, 6, 0, 1), time = c(5, 6, 7, 8, 9, 5, 10, 12, 12, 4), event = c(1, 0, 1, 1, 0, 1, 1, 1, 0, 1)),
  stay = data.frame(entry = 0, time = c(3, 4, 5), event = c(0, 0, 0)),
  gone = data.frame(entry = 0, time = c(3, 4, 5, 5), event = c(1, 1, 1, 1))
)
small <- do.call(rbind, lapply(names(cases), function(name) {
  case <- cases[[name]]
  fit <- if (any(case$entry > 0)) survfit(Surv(entry, time, event) ~ 1, case, conf.type = "log-log")
         else survfit(Surv(time, event) ~ 1, case, conf.type = "log-log")
  found <- curve(fit)
  cbind(case = name, found[found$events + found$censored > 0, ])
}))
small_facts <- do.call(rbind, lapply(setdiff(names(cases), "entry"), function(name)
  cbind(case = name, facts(survfit(Surv(time, event) ~ 1, cases[[name]], conf.type = "log-log"), 6))))
given <- do.call(rbind, lapply(names(cases), function(name) cbind(case = name, cases[[name]])))
# With delayed entry and no ties the log-rank test is the score test of Cox's model
late <- data.frame(entry = c(0, 0, 0, 2, 3, 3, 4, 6, 0, 1, 2, 5), time = c(5, 6, 7, 8, 9, 5.5, 10, 12, 12.5, 4, 11, 13),
                   event = c(1, 0, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1), label = rep(c("a", "b", "c"), 4))
score <- unname(summary(coxph(Surv(entry, time, event) ~ label, late))$sctest["test"])

# RFM scores of a made activity: fifths by quantile type 1, a value at an edge counts to the lower fifth
activity <- do.call(rbind, lapply(1:500, function(c) { k <- 0:((c * 37) %% 9); data.frame(customer = c, day = (c * 13 + k * 29) %% 365, amount = (c * 7 + k * 11) %% 50 + 1) }))
recency <- 365 - tapply(activity$day, activity$customer, max)
frequency <- tapply(activity$amount, activity$customer, length)
monetary <- tapply(activity$amount, activity$customer, sum)
above <- function(x) rowSums(outer(as.numeric(x), quantile(x, c(0.2, 0.4, 0.6, 0.8), type = 1), ">"))
rfm <- data.frame(customer = as.integer(names(recency)), recency = as.numeric(recency), frequency = as.numeric(frequency),
                  monetary = as.numeric(monetary), r = 5 - above(recency), f = 1 + above(frequency), m = 1 + above(monetary))

parts <- c(curve = rows(all), rfm = rows(rfm), facts = rows(facts(fit, 365)), payment_facts = rows(payment_facts), log_rank = rows(ranks), tests = rows(tests),
           phases = rows(phases), tiers = rows(tiers), mix = rows(mix), rate_p = rows(data.frame(p = rate_p)), cases = rows(given),
           case_curves = rows(small), case_facts = rows(small_facts), early_late = rows(early_late), fifths = rows(fifths), own_bands = rows(own), crossed = rows(crossed), late = rows(late), late_score = rows(data.frame(chi_square = score)))
connection <- file("test/reference/analyses.json", open = "w", encoding = "UTF-8")
cat(paste0("{\n", paste0('  "', names(parts), '": ', parts, collapse = ",\n"), "\n}\n"), file = connection)
close(connection)
