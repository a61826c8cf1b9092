# Computes figures of the shipped reports from their sample CSV with base R, and writes reports.json beside this file.
# Run from the project's folder: Rscript test/reference/reports.R

load <- function(name) read.csv(file.path("sample-data", name), na.strings = "", stringsAsFactors = FALSE)

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

# A group: n, k of them lost, the share and its Wilson interval.
group <- function(label, lost) {
  n <- length(lost); k <- sum(lost)
  interval <- suppressWarnings(prop.test(k, n, correct = FALSE))$conf.int
  object(label = label, n = n, lost = k, rate = k / n, low = interval[1], high = interval[2])
}
groups <- function(labels, lost, order = names(table(labels)))
  sapply(order, function(one) group(one, lost[labels == one]))
chi <- function(dimension, labels, lost) {
  test <- suppressWarnings(chisq.test(table(labels, lost), correct = FALSE))
  object(dimension = dimension, chi_square = unname(test$statistic), p = test$p.value,
         cramers_v = sqrt(unname(test$statistic) / length(lost)))
}

# Unicom: two definitions
customers <- load("unicom-customers.en.csv")
usage <- load("unicom-usage.en.csv")
days <- as.Date(customers$end_date) - as.Date(customers$start_date)
early <- !is.na(days) & days < 90
present <- customers$start_date < "2024-01-01" & (is.na(customers$end_date) | customers$end_date >= "2024-01-01")
wide <- reshape(usage[c("customer_id", "quarter", "monthly_revenue")], idvar = "customer_id", timevar = "quarter",
                direction = "wide")
revenue <- as.matrix(wide[-1]); revenue[is.na(revenue)] <- 0
rownames(revenue) <- wide$customer_id
fallen <- rowSums(sapply(1:3, function(i) revenue[, i] >= 100 & revenue[, i + 2] <= revenue[, i] / 2)) > 0
is_downgraded <- as.character(customers$customer_id) %in% names(fallen)[fallen] & is.na(customers$end_date)
keep <- present & !early
base <- customers[keep, ]
left <- !is.na(base$end_date)
lost <- left | is_downgraded[keep]
before <- revenue[as.character(base$customer_id), 1]
calls <- usage$calls[usage$quarter == "2023-10-01"][match(base$customer_id, usage$customer_id[usage$quarter == "2023-10-01"])]
contract <- ifelse(base$contract_months == 0, "no contract", ifelse(base$contract_months <= 12, "short contract", "long contract"))
silent <- ifelse(calls == 0, "no call", "made calls")
unicom <- paste0("{\n  \"definitions\": ", rows(c(
  group("left, nobody left out", !is.na(customers$end_date[present])), group("left", left),
  group("high value, downgraded", (lost & !left)[before >= 100]), group("left or downgraded", lost))),
  ",\n  \"segments\": ", rows(c(groups(base$payment, lost), groups(base$contact_data, lost),
                               groups(contract, lost), groups(silent, lost))),
  ",\n  \"tests\": ", rows(c(chi("payment", base$payment, lost), chi("contact data", base$contact_data, lost),
                            chi("contract", contract, lost), chi("calls", silent, lost))), "\n  }")

# Bank: years, ages, stages, and the score of the year before
bank <- load("bank-customers.en.csv")
closed <- ifelse(is.na(bank$closed), "9999-12-31", bank$closed)
at <- function(day) bank$opened < day & closed >= day
years <- sapply(2020:2024, function(y) {
  here <- at(paste0(y, "-01-01"))
  group(y, closed[here] <= paste0(y, "-12-31"))
})
features <- function(year) {
  here <- at(paste0(year, "-01-01"))
  one <- bank[here, ]
  ended <- ifelse(is.na(one$closed), 2024, as.integer(substr(one$closed, 1, 4)))
  age <- one$age - (ended - year)
  months <- (year - as.integer(substr(one$opened, 1, 4))) * 12 - (as.integer(substr(one$opened, 6, 7)) - 1)
  list(
    lost = closed[here] <= paste0(year, "-12-31"),
    age = as.character(cut(age, c(-Inf, 24, 35, 45, 55, Inf), c("under 25", "25–35", "36–45", "46–55", "over 55"))),
    stage = as.character(cut(months, c(-Inf, 12, 36, 72, Inf), c("new", "growing", "grown", "settled"))),
    products = as.character(cut(one$products, c(0, 1, 2, Inf))),
    satisfaction = as.character(cut(one$satisfaction, c(0, 2, 3, 5)))
  )
}
before <- features(2023); now <- features(2024)
score <- 0
for (feature in c("age", "stage", "products", "satisfaction")) {
  counts <- table(before[[feature]], before$lost)
  share <- function(k) (k + 0.5) / (sum(k) + 0.5)
  points <- round(10 * log(share(counts[, "TRUE"]) / share(counts[, "FALSE"])))
  score <- score + points[now[[feature]]]
}
u <- suppressWarnings(wilcox.test(score[now$lost], score[!now$lost]))$statistic
bank_part <- paste0("{\n  \"years\": ", rows(years), ",\n  \"ages\": ", rows(groups(now$age, now$lost)),
  ",\n  \"stages\": ", rows(groups(now$stage, now$lost)),
  ",\n  \"auc\": ", rows(object(auc = unname(u) / sum(now$lost) / sum(!now$lost))), "\n  }")

writeLines(paste0("{\n\"unicom\": ", unicom, ",\n\"bank\": ", bank_part, "\n}"), "test/reference/reports.json")
