-- 仍在查封中：没有解除、处置，期限没有届满，不是轮候，此后没有解封的一行；同一财产的首封、续封算一项，取最近一次载明价值的。
WITH seal_rows AS (
    SELECT *, case_number_norm AS number, coalesce(norm_vin(vin), plate, property_number, property) AS thing FROM seals
    WHERE NOT contains(concat(kind, measure), '解') AND NOT contains(concat(kind, measure), '轮候')
      AND coalesce("start" <= $today, true) AND coalesce("end" >= $today, true)
      AND coalesce(lifted > $today, true) AND coalesce(disposed > $today, true)
),
-- 解封另有一行的（查封类型或者措施写着“解”）：同一案件、同一财产，自解封之日起解除；解除轮候的不算。
releases AS (
    SELECT case_number_norm AS number, vin, plate, property_number, coalesce(lifted, "start") AS released FROM seals
    WHERE contains(concat(kind, measure), '解') AND NOT contains(concat(kind, measure), '轮候')
),
sealed AS (
    SELECT * FROM seal_rows
    WHERE place NOT IN (SELECT s.place FROM seal_rows s JOIN releases r ON r.number = s.number AND (r.vin = s.vin OR r.plate = s.plate OR r.property_number = s.property_number)
                        WHERE coalesce(r.released >= s."start", true))
),
things AS (
    SELECT number, thing, value, "limit" AS cap, mortgage, "start", court, property, property_kind, indivisible, place
    FROM sealed WHERE thing IS NOT NULL AND value > 0
    QUALIFY row_number() OVER (PARTITION BY number, thing ORDER BY "start" DESC NULLS LAST, value DESC, place) = 1
),
-- 限定数额的，只算到限额；不足以清偿优先债权的，没有净值。
net AS (
    SELECT *, least(greatest(value - coalesce(mortgage, 0), 0), coalesce(cap, 9000000000000000000)) AS net FROM things
),
totals AS (
    SELECT number, sum(net) AS total, min(net) AS least, count(*) AS n,
           max("start") AS last_start, max(court) AS court, bool_or(mortgage IS NULL) AS is_gross,
           bool_or(indivisible IS NULL) AS is_unclear, bool_and(coalesce(indivisible = '是', false)) AS is_whole
    FROM net GROUP BY number
),
claims AS (
    SELECT *, case_number_norm AS number, claim - coalesce(paid, 0) AS open_amount FROM cases
    WHERE claim > 0 AND closed IS NULL AND number IN (SELECT number FROM totals WHERE number IS NOT NULL)
    QUALIFY row_number() OVER (PARTITION BY number ORDER BY claim DESC, place) = 1
),
-- 净值连本金都没有超过的，不必再看。
above AS (
    SELECT t.*, c.* EXCLUDE (number, court), c.court AS case_court
    FROM totals t JOIN claims c ON c.number = t.number
    WHERE t.total > open_amount AND open_amount > 0
),
judged AS (
    SELECT a.*, j.due, coalesce(j.due, add_months(coalesce(applied, filed), -24)) AS since,
           coalesce((((claim)::HUGEINT * 175 * greatest(date_diff('day', since, $today), 0) + 500000) // 1000000)::BIGINT, 0) AS interest,
           5000 + (least(greatest(claim - 1000000, 0), 49000000) * 15 + 999) // 1000
               + (least(greatest(claim - 50000000, 0), 450000000) * 10 + 999) // 1000
               + (least(greatest(claim - 500000000, 0), 500000000) * 5 + 999) // 1000
               + (greatest(claim - 1000000000, 0) + 999) // 1000 AS fee
    FROM above a LEFT JOIN (SELECT title_norm, max(due) AS due FROM judgments WHERE title_norm IN (SELECT title_norm FROM (SELECT unnest(list(DISTINCT title_norm)) AS title_norm FROM above) WHERE title_norm IS NOT NULL)
                            GROUP BY title_norm) j ON j.title_norm = a.title_norm
),
compared AS (
    SELECT *, (open_amount + interest + fee)::BIGINT AS owed,
           CASE WHEN total * 100 >= (open_amount + interest + fee) * $clear::INTEGER AND total - least >= open_amount + interest + fee THEN 'spare-item'
                WHEN total * 100 >= (open_amount + interest + fee) * $likely::INTEGER THEN 'excess' END AS rule
    FROM judged WHERE NOT (n = 1 AND is_whole)
),
listed AS (
    SELECT number, list(fact('财产', concat_ws('，', coalesce(property, thing), property_kind, yuan(value) || ' 元',
                                             '优先债权 ' || yuan(mortgage) || ' 元', '限额 ' || yuan(cap) || ' 元'), place)
                        ORDER BY nth) AS facts
    FROM (SELECT *, row_number() OVER (PARTITION BY number ORDER BY net DESC, thing, place) AS nth FROM net
          WHERE number IN (SELECT number FROM compared WHERE rule IS NOT NULL)
          QUALIFY nth <= 100)
    GROUP BY number
)
SELECT c.number AS key, rule, c.number AS case_number, coalesce(court, case_court, case_court(c.number)) AS court, [debtors] AS parties,
       (total - owed)::BIGINT AS amount, last_start AS act_date, least((total * 100 // owed)::BIGINT, 1000000) AS rank,
       ['other-property', CASE WHEN is_gross THEN 'mortgage' END, CASE WHEN is_unclear THEN 'divisible' END,
        CASE WHEN due IS NULL THEN 'due' END] AS missing,
       ['other-debts', 'price', CASE WHEN rule = 'excess' THEN 'single' END, 'asked', 'general-interest'] AS questions,
       [fact('项数', n, NULL), fact('净值', yuan(total::BIGINT), NULL), fact('债务合计', yuan(owed), NULL),
        fact('比例', (total * 100 // owed)::VARCHAR || '%', NULL), fact('申请标的额', yuan(claim), place), fact('到位金额', yuan(paid), place),
        fact('履行期限届满', due, NULL), fact('利息起算', since, NULL), fact('加倍部分债务利息', yuan(interest), NULL),
        fact('执行申请费', yuan(fee::BIGINT), NULL)] || facts AS facts
FROM compared c JOIN listed l ON l.number = c.number
WHERE rule IS NOT NULL
