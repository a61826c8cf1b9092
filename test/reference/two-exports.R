# Computes, with base R, what two exports of the telecom sample a year apart give, and the monthly rates of three published definitions; writes two-exports.json.
# Run from the project's folder: Rscript test/reference/two-exports.R
customers <- read.csv("sample-data/telecom-customers.en.csv", na.strings = "", stringsAsFactors = FALSE)
started <- as.Date(customers$start_date)
ended <- as.Date(customers$end_date)
number <- function(x) ifelse(is.na(x), "null", sprintf("%.17g", x))
value <- function(x) if (is.numeric(x)) number(as.numeric(x)) else paste0('"', x, '"')
rows <- function(frame) {
  parts <- lapply(names(frame), function(key) paste0('"', key, '": ', value(frame[[key]])))
  paste0("[\n    ", paste(paste0("{ ", do.call(paste, c(parts, sep = ", ")), " }"), collapse = ",\n    "), "\n  ]")
}
left_by <- function(day) !is.na(ended) & ended <= day

# The earlier export holds those who had begun by the end of 2023, the later all who had by the end of 2024
before <- as.Date("2023-12-31"); now <- as.Date("2024-12-31")
in_before <- started <= before; in_now <- started <= now
here_before <- in_before & !left_by(before); here_now <- in_now & !left_by(now)
lost <- sum(here_before & !here_now); at_start <- sum(here_before)
wilson <- prop.test(lost, at_start, correct = FALSE)$conf.int
facts <- data.frame(at_start = at_start, lost = lost, missing = 0, new = sum(here_now & !in_before), returned = 0,
                    kept = sum(here_before & here_now), at_end = sum(here_now), churn_rate = lost / at_start, low = wilson[1], high = wilson[2])
plans <- sort(unique(ifelse(is.na(customers$plan), "Unknown", customers$plan)))
plan <- ifelse(is.na(customers$plan), "Unknown", customers$plan)
mix <- do.call(rbind, lapply(plans, function(p) {
  n0 <- sum(in_before & plan == p); n1 <- sum(in_now & plan == p)
  data.frame(label = p, n_before = n0, n_after = n1, share_before = n0 / sum(in_before), share_after = n1 / sum(in_now),
             rate_before = sum(in_before & plan == p & left_by(before)) / n0, rate_after = sum(in_now & plan == p & left_by(now)) / n1)
}))
# A group that is not there in one export is given its rate of the other
mix$rate_before <- ifelse(is.nan(mix$rate_before), mix$rate_after, mix$rate_before)
mix$rate_after <- ifelse(is.nan(mix$rate_after), mix$rate_before, mix$rate_after)
overall <- (sum(left_by(before) & in_before) / sum(in_before) + sum(left_by(now) & in_now) / sum(in_now)) / 2
mix$mix_effect <- (mix$share_after - mix$share_before) * ((mix$rate_before + mix$rate_after) / 2 - overall)
mix$rate_effect <- (mix$rate_after - mix$rate_before) * (mix$share_before + mix$share_after) / 2

# Own rule, all who left ÷ active at start, last thirty days ÷ active thirty days ago
months <- seq(as.Date("2024-01-01"), by = "month", length.out = 12)
definitions <- do.call(rbind, lapply(seq_along(months), function(i) {
  first <- months[i]; last <- seq(first, by = "month", length.out = 2)[2] - 1; since <- last - 30
  active <- sum(started < first & (is.na(ended) | ended >= first))
  own <- sum(started < first & !is.na(ended) & ended >= first & ended <= last)
  all <- sum(!is.na(ended) & ended >= first & ended <= last)
  ago <- sum(started <= since & (is.na(ended) | ended > since))
  thirty <- sum(!is.na(ended) & ended > since & ended <= last)
  data.frame(period = as.character(first), active_at_start = c(active, active, ago), leavers = c(own, all, thirty),
             rate = c(own / active, all / active, thirty / ago))
}))
writeLines(paste0('{\n  "facts": ', rows(facts), ',\n  "mix": ', rows(mix), ',\n  "definitions": ', rows(definitions), "\n}"), "test/reference/two-exports.json")
