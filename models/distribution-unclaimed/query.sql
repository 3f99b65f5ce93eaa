WITH open AS (
    SELECT r.*, coalesce(as_of, $today) AS known,
           r.amount - coalesce((SELECT sum(p.amount) FROM payouts p WHERE p.receipt_number = r.receipt_number AND coalesce(p.paid <= $today, true)), 0) AS left_over
    FROM receipts r
    WHERE notified IS NULL AND received IS NOT NULL AND received + $days::INTEGER < coalesce(as_of, $today)
)
SELECT receipt_number AS key, 'unclaimed' AS rule, case_number_norm AS case_number,
       coalesce(court, case_court(case_number)) AS court, [payer] AS parties, left_over::BIGINT AS amount, received AS act_date,
       date_diff('day', received, known) AS rank, ['text'] AS missing, ['unknown-payer', 'list'] AS questions,
       [fact('收款金额', yuan(amount), place), fact('到账日期', received, place), fact('交款人', payer, place), fact('暂缓事由', deferral, place),
        fact('数据日期', known, place)] AS facts
FROM open
WHERE left_over >= $least_amount
