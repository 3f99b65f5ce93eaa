-- 案号一律用统一写法；一案在案件表里有几行（写法不同）的，取标的额最大的一行。
-- 一案合计：收款 = 发放 + 费用 + 退还。债务按最多的算：债权、加倍部分债务利息（至最后一笔收款日）、执行申请费。
-- 先找出收款与发放不等、收款多于标的额的案件（很少），再看细节；收成一个列表：数据库才知道它们很少。
WITH unequal AS (
    SELECT receipt_number FROM (SELECT receipt_number, amount, 1 AS n FROM receipts UNION ALL SELECT receipt_number, -amount, 0 FROM payouts)
    GROUP BY receipt_number HAVING coalesce(sum(amount), 0) <> 0 OR sum(n) > 1
),
few AS (
    SELECT unnest(list(DISTINCT case_number)) AS case_number
    FROM (SELECT case_number_norm AS case_number FROM receipts WHERE receipt_number IN (SELECT receipt_number FROM unequal WHERE receipt_number IS NOT NULL)
          UNION ALL
          SELECT case_number_norm FROM receipts WHERE receipt_number IS NULL
          UNION ALL
          SELECT r.case_number FROM (SELECT case_number_norm AS case_number, sum(amount) AS received FROM receipts GROUP BY 1) r
          JOIN cases c ON c.case_number_norm = r.case_number AND c.claim < r.received)
),
received AS (
    SELECT case_number_norm AS case_number, sum(amount) AS received, max(received) AS last_received, max(court) AS court, count(*) AS n,
           max(coalesce(as_of, $today)) AS known, bool_or(NOT coalesce(says_no(deferral), true)) AS is_deferred, min(place) AS place
    FROM receipts WHERE amount IS NOT NULL AND case_number_norm IN (SELECT case_number FROM few WHERE case_number IS NOT NULL) GROUP BY case_number_norm
),
owners AS (
    SELECT receipt_number, min(case_number_norm) AS case_number FROM receipts
    WHERE case_number_norm IN (SELECT case_number FROM few WHERE case_number IS NOT NULL) GROUP BY receipt_number
),
debtors AS (
    SELECT case_number_norm AS case_number, title_norm AS title, claim, coalesce(applied, filed) AS asked, debtors, debtor_ids, satisfied, place AS case_place
    FROM cases WHERE case_number_norm IN (SELECT case_number FROM few WHERE case_number IS NOT NULL)
    QUALIFY row_number() OVER (PARTITION BY case_number_norm ORDER BY claim DESC NULLS LAST, place) = 1
),
paid AS (
    SELECT o.case_number, sum(p.amount) AS paid, max(p.paid) AS last_paid,
           sum(p.amount) FILTER (WHERE contains(p.use, '退') OR list_contains(string_split(d.debtors, '、'), p.payee)
                                       OR list_contains(string_split(d.debtor_ids, '、'), p.payee_id)) AS refunded
    FROM payouts p JOIN owners o ON o.receipt_number = p.receipt_number LEFT JOIN debtors d ON d.case_number = o.case_number
    WHERE p.amount IS NOT NULL GROUP BY o.case_number
),
totals AS (
    SELECT r.*, coalesce(p.paid, 0) AS paid, coalesce(p.refunded, 0) AS refunded, d.* EXCLUDE (case_number), j.due,
           coalesce(j.due, add_months(d.asked, -24)) AS since,
           EXISTS (SELECT 1 FROM distributions x WHERE x.case_number_norm = r.case_number) AS is_shared
    FROM received r LEFT JOIN paid p ON p.case_number = r.case_number LEFT JOIN debtors d ON d.case_number = r.case_number
    LEFT JOIN (SELECT title_norm AS title, max(due) AS due FROM judgments
               WHERE title_norm IN (SELECT title FROM debtors WHERE title IS NOT NULL) GROUP BY title_norm) j ON j.title = d.title
),
owed AS (
    SELECT *, CASE WHEN claim > 0 AND since IS NOT NULL THEN claim + (((claim)::HUGEINT * 175 * greatest(date_diff('day', since, coalesce(last_received, $today)), 0) + 500000) // 1000000)::BIGINT
               + 5000 + (least(greatest(claim - 1000000, 0), 49000000) * 15 + 999) // 1000
               + (least(greatest(claim - 50000000, 0), 450000000) * 10 + 999) // 1000
               + (least(greatest(claim - 500000000, 0), 500000000) * 5 + 999) // 1000
               + (greatest(claim - 1000000000, 0) + 999) // 1000 END AS owed
    FROM totals
    WHERE received <> paid OR received > claim
),
judged AS (
    SELECT *, CASE WHEN paid - received >= $least_amount THEN 'more-out'
                   WHEN NOT is_shared AND received - owed - refunded >= $least_amount THEN 'not-refunded'
                   WHEN satisfied + $days::INTEGER < known AND NOT is_deferred AND received - paid >= $least_amount THEN 'left-over' END AS rule
    FROM owed
),
hits AS (SELECT unnest(list(case_number)) AS case_number FROM judged WHERE rule IS NOT NULL),
-- 事实里最多各列最近的一百笔。
came AS (
    SELECT case_number_norm AS case_number, fact('收款', concat_ws('，', receipt_number, received, yuan(amount) || ' 元'), place) AS fact,
           row_number() OVER (PARTITION BY case_number_norm ORDER BY received DESC NULLS LAST, receipt_number, place) AS nth
    FROM receipts WHERE case_number_norm IN (SELECT case_number FROM hits WHERE case_number IS NOT NULL) AND amount IS NOT NULL
),
went AS (
    SELECT o.case_number, fact('发放', concat_ws('，', p.payout_number, p.paid, p.use, p.payee, yuan(p.amount) || ' 元'), p.place) AS fact,
           row_number() OVER (PARTITION BY o.case_number ORDER BY p.paid DESC NULLS LAST, p.payout_number, p.place) AS nth
    FROM payouts p JOIN owners o ON o.receipt_number = p.receipt_number
    WHERE o.case_number IN (SELECT case_number FROM hits WHERE case_number IS NOT NULL) AND p.amount IS NOT NULL
),
listed AS (
    SELECT case_number, list(fact ORDER BY side, nth DESC) AS facts
    FROM (SELECT case_number, fact, nth, 1 AS side FROM came WHERE nth <= 100
          UNION ALL SELECT case_number, fact, nth, 2 FROM went WHERE nth <= 100)
    GROUP BY case_number
)
SELECT j.case_number AS key, rule, j.case_number,
       coalesce(court, case_court(j.case_number)) AS court, [debtors] AS parties,
       CASE rule WHEN 'more-out' THEN paid - received WHEN 'not-refunded' THEN received - owed - refunded ELSE received - paid END::BIGINT AS amount,
       coalesce(last_received, satisfied) AS act_date,
       CASE rule WHEN 'more-out' THEN paid - received WHEN 'not-refunded' THEN received - owed - refunded ELSE received - paid END::BIGINT AS rank,
       ['whole', CASE WHEN rule = 'not-refunded' AND due IS NULL THEN 'due' END] AS missing,
       [CASE WHEN rule = 'not-refunded' THEN 'other-debtor' END, 'offset', CASE WHEN rule <> 'more-out' THEN 'transfer' END,
        CASE WHEN rule = 'not-refunded' THEN 'general-interest' END] AS questions,
       [fact('收款合计', yuan(received::BIGINT), NULL), fact('发放合计', yuan(paid::BIGINT), NULL), fact('已退还', yuan(refunded::BIGINT), NULL),
        fact('申请标的额', yuan(claim), case_place), fact('履行期限届满', due, NULL), fact('利息起算', since, NULL),
        fact('债务合计', yuan(owed::BIGINT), NULL), fact('履行完毕', satisfied, case_place)] || facts AS facts
FROM judged j JOIN listed l ON l.case_number = j.case_number
WHERE rule IS NOT NULL
