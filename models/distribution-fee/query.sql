-- 分段比例：一万元以下五十元，至五十万元 1.5%，至五百万元 1%，至一千万元 0.5%，以上 0.1%；逐段进到分。
-- 先取扣费的发放（不多），收款和案件只看它们的。
WITH charged AS (
    SELECT * FROM payouts WHERE amount > 0 AND (contains(use, '执行费') OR contains(use, '执行申请费') OR contains(use, '申请执行费'))
),
owners AS (
    SELECT receipt_number, min(case_number_norm) AS case_number FROM receipts
    WHERE receipt_number IN (SELECT receipt_number FROM (SELECT unnest(list(DISTINCT receipt_number)) AS receipt_number FROM charged) WHERE receipt_number IS NOT NULL) GROUP BY receipt_number
),
taken AS (
    SELECT p.case_number, sum(p.amount) AS taken, max(p.paid) AS last_paid,
           list(fact('扣收', concat_ws('，', payout_number, p.paid, use, yuan(p.amount) || ' 元'), p.place) ORDER BY p.paid, payout_number, p.place)
               FILTER (WHERE nth <= 100) AS facts
    FROM (SELECT p.*, o.case_number, row_number() OVER (PARTITION BY o.case_number ORDER BY p.paid DESC NULLS LAST, payout_number, p.place) AS nth
          FROM charged p JOIN owners o ON o.receipt_number = p.receipt_number) p
    GROUP BY p.case_number
),
based AS (
    SELECT t.*, r.court, c.debtors, c.claim, c.place AS case_place, r.received, greatest(c.claim, r.received)::BIGINT AS base
    FROM taken t JOIN cases c ON c.case_number_norm = t.case_number AND c.claim > 0
    JOIN (SELECT case_number_norm, sum(amount) AS received, max(court) AS court FROM receipts
          WHERE case_number_norm IN (SELECT case_number FROM (SELECT unnest(list(DISTINCT case_number)) AS case_number FROM owners) WHERE case_number IS NOT NULL) GROUP BY case_number_norm) r
      ON r.case_number_norm = t.case_number
    QUALIFY row_number() OVER (PARTITION BY t.case_number ORDER BY c.claim DESC, c.place) = 1
),
judged AS (
    SELECT *, 5000 + (least(greatest(base - 1000000, 0), 49000000) * 15 + 999) // 1000
               + (least(greatest(base - 50000000, 0), 450000000) * 10 + 999) // 1000
               + (least(greatest(base - 500000000, 0), 500000000) * 5 + 999) // 1000
               + (greatest(base - 1000000000, 0) + 999) // 1000 AS fee
    FROM based
)
SELECT case_number AS key, 'too-much' AS rule, case_number,
       coalesce(court, case_court(case_number)) AS court, [debtors] AS parties, (taken - fee)::BIGINT AS amount, last_paid AS act_date,
       (taken - fee)::BIGINT AS rank, ['text'] AS missing, ['mixed', 'several'] AS questions,
       [fact('扣收合计', yuan(taken::BIGINT), NULL), fact('计费基数', yuan(base), NULL), fact('应收', yuan(fee::BIGINT), NULL),
        fact('申请标的额', yuan(claim), case_place), fact('收款合计', yuan(received::BIGINT), NULL)] || facts AS facts
FROM judged
WHERE taken - fee >= $least_amount
