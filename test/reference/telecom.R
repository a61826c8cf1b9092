# Computes the figures of notebooks/telecom-churn.en.md from the sample's CSV with base R, and writes telecom.json beside this file.
# Run from the project's folder: Rscript test/reference/telecom.R

customers <- read.csv("sample-data/telecom-customers.en.csv", na.strings = "", stringsAsFactors = FALSE)
indicators <- read.csv("sample-data/telecom-indicators.en.csv", stringsAsFactors = FALSE)
started <- as.Date(customers$start_date)
ended <- as.Date(customers$end_date)
reason <- ifelse(is.na(customers$reason), "Unknown", customers$reason)
from <- as.Date("2024-01-01")
to <- as.Date("2024-12-31")
never <- as.Date("9999-12-31")
gone <- ended
gone[is.na(gone)] <- never

# JSON by hand: base R has no writer.
number <- function(x) ifelse(is.na(x), "null", sprintf("%.17g", x))
text <- function(x) paste0('"', x, '"')
object <- function(...) {
  fields <- list(...)
  parts <- mapply(function(key, value) paste0(text(key), ": ", if (is.numeric(value)) number(value) else text(value)),
                  names(fields), fields, SIMPLIFY = FALSE)
  paste0("{ ", do.call(paste, c(parts, sep = ", ")), " }")
}
rows <- function(objects) paste0("[\n    ", paste(objects, collapse = ",\n    "), "\n  ]")

# The year
at_start <- started < from & gone >= from
left <- at_start & gone <= to
kpi <- object(
  customers_at_start = sum(at_start),
  new_customers = sum(started >= from & started <= to),
  leavers = sum(left),
  new_leavers = sum(started >= from & gone <= to),
  customers_at_end = sum(started <= to & gone > to),
  churn_rate = mean(left[at_start]),
  monthly_revenue_lost = sum(customers$monthly_fee[left]),
  revenue_churn = sum(customers$monthly_fee[left]) / sum(customers$monthly_fee[at_start])
)

# The months
firsts <- seq(from, by = "month", length.out = 13)
trend <- do.call(rbind, lapply(1:12, function(m) {
  first <- firsts[m]
  following <- firsts[m + 1]
  present <- started < first & gone >= first
  data.frame(
    month = format(first), at_start = sum(present),
    new = sum(started >= first & started < following),
    leavers = sum(present & gone < following),
    new_leavers = sum(started >= first & gone < following),
    at_end = sum(started < following & gone >= following)
  )
}))
trend$churn_rate <- trend$leavers / trend$at_start
trend$change_in_points <- c(NA, 100 * diff(trend$churn_rate))

# The cohorts: still there at the end of the k-th month after the month of joining
month_number <- function(day) 12 * as.integer(format(day, "%Y")) + as.integer(format(day, "%m"))
joined <- month_number(started)
departed <- month_number(gone)
cohorts <- do.call(rbind, lapply(1:12, function(m) {
  first <- month_number(firsts[m])
  ages <- 0:(12 - m)
  size <- sum(joined == first)
  stayed <- sapply(ages, function(age) sum(joined == first & departed > first + age))
  data.frame(cohort = format(firsts[m]), age = ages, size = size, stayed = stayed, retention = stayed / size)
}))

# The groups, with prop.test without continuity correction for the Wilson interval
tenure <- month_number(from) - joined
groups <- list(
  Payment = customers$payment, Plan = customers$plan, Region = customers$region, Channel = customers$channel,
  Age = as.character(cut(customers$age, c(-Inf, 24, 34, 44, 54, Inf),
                         c("18\u201324", "25\u201334", "35\u201344", "45\u201354", "55+"))),
  Tenure = as.character(cut(tenure, c(-Inf, 6, 12, 24, Inf),
                            c("0\u20136 months", "7\u201312 months", "13\u201324 months", "over 24 months")))
)
segments <- do.call(rbind, lapply(names(groups), function(dimension) {
  group <- groups[[dimension]][at_start]
  group[is.na(group)] <- "Unknown"
  one <- do.call(rbind, lapply(unique(group), function(label) {
    n <- sum(group == label)
    x <- sum(left[at_start] & group == label)
    interval <- prop.test(x, n, correct = FALSE)$conf.int
    data.frame(dimension, label, n, leavers = x, churn_rate = x / n, low = interval[1], high = interval[2])
  }))
  one[order(-one$churn_rate), ]
}))

# The reasons, unknown last
leaving <- gone >= from & gone <= to
counts <- table(reason[leaving])
counts <- counts[order(names(counts) == "Unknown", -counts)]
fees <- tapply(customers$monthly_fee[leaving], reason[leaving], sum)
reasons <- data.frame(
  reason = names(counts), leavers = as.numeric(counts), share = as.numeric(counts) / sum(counts),
  cumulative_share = cumsum(as.numeric(counts)) / sum(counts), monthly_fees = as.numeric(fees[names(counts)])
)

# The indicators
measures <- list(
  "Satisfaction (0\u2013100)" = indicators$satisfaction,
  "Complaints per 1,000 customers" = 1000 * indicators$complaints / trend$at_start,
  "Competitor offers" = indicators$competitor_offers,
  "Age of plans (months)" = indicators$plan_age_months
)
lags <- do.call(rbind, lapply(names(measures), function(indicator) do.call(rbind, lapply(0:3, function(lag) {
  r <- cor(trend$churn_rate[(1 + lag):12], measures[[indicator]][1:(12 - lag)])
  data.frame(indicator, lag, months = 12 - lag, r)
}))))

parts <- sapply(list(trend = trend, cohorts = cohorts, segments = segments, reasons = reasons, lags = lags),
                function(part) rows(do.call(object, as.list(part))))
out <- paste0("{\n  \"kpi\": ", kpi, ",\n", paste0("  ", text(names(parts)), ": ", parts, collapse = ",\n"), "\n}\n")
connection <- file("test/reference/telecom.json", open = "w", encoding = "UTF-8")
cat(out, file = connection)
close(connection)
