# R's packages on the answers that Benchmarks/measurement.py wrote: one JSON object on standard output.
#   Rscript Benchmarks/peers.R rasch|pcm|mh|logistic FOLDER PERSONS ITEMS
# Debian: r-base-core r-cran-erm r-cran-psychotools (bin/setup --peers)
words <- commandArgs(TRUE)
folder <- words[2]
persons <- as.integer(words[3])
items <- as.integer(words[4])
bytes <- readBin(file.path(folder, "answers.u8"), "integer", persons * items, size = 1, signed = FALSE)
answers <- matrix(bytes, persons, items, byrow = TRUE)
colnames(answers) <- paste0("i", seq_len(items))

timed <- function(expression) {
  gc()
  seconds <- system.time(value <- expression)[["elapsed"]]
  list(seconds = seconds, value = value)
}
numbers <- function(values) paste0("[", paste(formatC(values, digits = 12, format = "g"), collapse = ", "), "]")
answer <- function(...) {
  fields <- list(...)
  cat("{", paste(sprintf("\"%s\": %s", names(fields), unlist(fields)), collapse = ", "), "}\n", sep = "")
}
# The reference group has number 0; groups alternate.
group <- (seq_len(persons) - 1) %% 2

if (words[1] == "rasch") {
  suppressPackageStartupMessages(library(eRm))
  erm <- timed(RM(answers))
  quality <- timed(suppressWarnings(itemfit(person.parameter(erm$value))))
  tools <- timed(psychotools::raschmodel(answers))
  answer(
    eRm = erm$seconds, eRmFit = quality$seconds, psychotools = tools$seconds, logLikelihood = formatC(erm$value$loglik, digits = 15, format = "g"),
    difficulties = numbers(-erm$value$betapar), infit = numbers(quality$value$i.infitMSQ), outfit = numbers(quality$value$i.outfitMSQ))
} else if (words[1] == "pcm") {
  tools <- timed(psychotools::pcmodel(answers))
  answer(psychotools = tools$seconds, logLikelihood = formatC(as.numeric(logLik(tools$value)), digits = 15, format = "g"))
} else if (words[1] == "mh") {
  score <- rowSums(answers)
  found <- timed(sapply(seq_len(items), function(item) {
    table <- table(answers[, item], group, score)
    mantelhaen.test(table[, , colSums(table, dims = 2) > 1])$statistic
  }))
  answer(seconds = found$seconds, chiSquare = numbers(found$value))
} else if (words[1] == "logistic") {
  score <- rowSums(answers)
  found <- timed(sapply(seq_len(items), function(item) {
    whole <- glm(answers[, item] ~ score * group, family = binomial)
    none <- glm(answers[, item] ~ score, family = binomial)
    none$deviance - whole$deviance
  }))
  answer(seconds = found$seconds, chiSquare = numbers(found$value))
}
