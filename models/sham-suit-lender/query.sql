-- 一名出借人、一个法院一条：任意十二个月内的借款诉讼件数。
WITH loans AS (
    SELECT coalesce(norm_id(p), p) AS lender, plaintiffs,
           case_number_norm AS number,
           coalesce(court, case_court(case_number)) AS court, defendants, filed, amount, outcome,
           plaintiff_ids IS NULL AS by_name, enforced, place
    FROM (SELECT *, unnest(string_split(coalesce(plaintiff_ids, plaintiffs), '、')) AS p FROM suits
          WHERE filed IS NOT NULL AND (contains(cause, '借贷') OR contains(cause, '借款')))
    WHERE NOT (contains(plaintiffs, '银行') OR contains(plaintiffs, '信用社') OR contains(plaintiffs, '信用合作')
               OR contains(plaintiffs, '小额贷款') OR contains(plaintiffs, '消费金融') OR contains(plaintiffs, '担保')
               OR contains(plaintiffs, '保险') OR contains(plaintiffs, '融资') OR contains(plaintiffs, '信托'))
),
-- 件数够的人才往下算。
many AS (SELECT lender, court FROM loans GROUP BY lender, court HAVING count(*) >= $suits),
kept AS (SELECT l.* FROM loans l JOIN many m ON m.lender = l.lender AND m.court IS NOT DISTINCT FROM l.court),
counted AS (
    SELECT a.lender, a.court, a.number, count(*) AS within
    FROM kept a JOIN kept b ON b.lender = a.lender AND b.court IS NOT DISTINCT FROM a.court
         AND b.filed <= a.filed AND b.filed > add_months(a.filed, -12)
    GROUP BY a.lender, a.court, a.number
),
summed AS (
    SELECT k.lender, k.court, max(c.within) AS within, count(*) AS n, sum(k.amount) AS amount,
           max(k.filed) AS last_filed, min(k.filed) AS first_filed, any_value(k.plaintiffs ORDER BY k.filed, k.number) AS plaintiffs,
           bool_or(k.by_name) AS by_name, min(k.place) AS place,
           count_if(contains(coalesce(k.outcome, ''), '调解')) AS mediated,
           count_if(contains(coalesce(k.outcome, ''), '撤')) AS withdrawn,
           count_if(k.enforced IS NOT NULL) AS enforced,
           list(fact('案件', concat_ws('，', k.number, '立案 ' || k.filed, '被告 ' || k.defendants,
                                     yuan(k.amount) || ' 元', k.outcome), k.place) ORDER BY k.filed, k.number) AS suits
    FROM kept k JOIN counted c ON c.lender = k.lender AND c.court IS NOT DISTINCT FROM k.court AND c.number = k.number
    GROUP BY k.lender, k.court
)
SELECT lender || ' ' || coalesce(court, '') AS key, 'frequent' AS rule, court, [plaintiffs] AS parties,
       amount::BIGINT AS amount, last_filed AS act_date,
       within::BIGINT * 10000000000000 + least(coalesce(amount, 0), 9999999999999)::BIGINT AS rank,
       [CASE WHEN by_name THEN 'identity' END, 'fabricated'] AS missing,
       ['money', 'principal', 'repaid', 'licence'] AS questions,
       [fact('十二个月内件数', within, place), fact('件数', n, place), fact('调解', mediated, place),
        fact('撤诉', withdrawn, place), fact('申请执行', enforced, place), fact('最早立案', first_filed, place)]
           || suits[1:50] AS facts
FROM summed WHERE within >= $suits
