-- 一笔收款一条：期限满时还差多少，后来什么时候发完。期限的起日不算，届满日遇休假顺延。
-- 暂缓期满的，自期满起另有期限，取晚的一个；写“无”“否”“没有”的，就是没有暂缓事由。
WITH begun AS NOT MATERIALIZED (
    SELECT *, coalesce(notified, received) AS since, NOT coalesce(says_no(deferral), true) AS was_deferred FROM receipts
),
dated AS NOT MATERIALIZED (
    SELECT *,
           greatest(coalesce(period_end(since, $days::INTEGER), since + $days::INTEGER),
                    CASE WHEN was_deferred AND since IS NOT NULL
                         THEN coalesce(period_end(deferred_until, $after_days::INTEGER), deferred_until + $after_days::INTEGER) END) AS due,
           period_end(since, $days::INTEGER) IS NULL AS is_plain
    FROM begun
),
-- 先找出没有按时发完的（很少），再看细节；收成一个列表：数据库才知道它们很少。
few AS (
    SELECT unnest(list(receipt_number)) AS receipt_number
    FROM (SELECT r.receipt_number FROM dated r LEFT JOIN payouts p ON p.receipt_number = r.receipt_number
          GROUP BY r.receipt_number
          HAVING bool_or(since IS NULL) AND max(r.amount) > coalesce(sum(p.amount) FILTER (WHERE p.paid <= $today), 0)
              OR min(due) < $today AND max(r.amount) - coalesce(sum(p.amount) FILTER (WHERE p.paid <= r.due), 0) >= $least_amount)
),
open AS (SELECT * FROM dated WHERE receipt_number IN (SELECT receipt_number FROM few WHERE receipt_number IS NOT NULL)),
summed AS (
    SELECT r.receipt_number,
           coalesce(sum(p.amount) FILTER (WHERE p.paid <= r.due), 0) AS in_time,
           coalesce(sum(p.amount) FILTER (WHERE p.paid <= $today), 0) AS so_far,
           max(p.paid) AS last_paid
    FROM open r LEFT JOIN payouts p ON p.receipt_number = r.receipt_number
    GROUP BY r.receipt_number
),
judged AS (
    SELECT d.*, s.* EXCLUDE (receipt_number), amount - in_time AS late, amount - so_far AS open_amount,
           CASE WHEN since IS NULL THEN 'undated'
                WHEN so_far < amount THEN CASE WHEN was_deferred THEN 'unpaid-after' ELSE 'unpaid' END
                WHEN was_deferred THEN 'paid-late-after' ELSE 'paid-late' END AS rule
    FROM open d JOIN summed s ON s.receipt_number = d.receipt_number
),
hits AS (
    SELECT * FROM judged
    WHERE (since IS NULL AND open_amount > 0
           OR due < $today AND (late >= $least_amount))
      AND NOT (was_deferred AND coalesce(deferred_until >= $today, true))
),
-- 逐笔列出的只是这些收款的发放。
listed AS (
    SELECT r.receipt_number,
           list(fact('发放', concat_ws('，', p.payout_number, p.paid, yuan(p.amount) || ' 元'), p.place)
                ORDER BY p.paid, p.payout_number) FILTER (WHERE p.payout_number IS NOT NULL) AS payments
    FROM receipts r JOIN payouts p ON p.receipt_number = r.receipt_number
    WHERE r.receipt_number IN (SELECT receipt_number FROM (SELECT unnest(list(receipt_number)) AS receipt_number FROM hits) WHERE receipt_number IS NOT NULL)
    GROUP BY r.receipt_number
)
SELECT h.receipt_number AS key, rule, case_number_norm AS case_number,
       coalesce(court, case_court(case_number)) AS court, [payer] AS parties,
       CASE WHEN starts_with(rule, 'paid-late') THEN late ELSE open_amount END AS amount, due AS act_date,
       CASE WHEN starts_with(rule, 'unpaid') THEN 1000000000000000 ELSE 0 END + least(late, 999999999999999) AS rank,
       [CASE WHEN notified IS NULL THEN 'notified' END, CASE WHEN received IS NULL THEN 'received' END,
        CASE WHEN deferral IS NULL THEN 'deferral' END] AS missing,
       ['reason', 'reached', 'whose', 'local',
        CASE WHEN notified IS NULL AND received IS NOT NULL THEN 'since-receipt' END, CASE WHEN was_deferred THEN 'extended' END] AS questions,
       [fact('收款编号', h.receipt_number, place), fact('收款金额', yuan(amount), place),
        fact('交款人', payer, place), fact('起算日', since, place), fact('期限', due, place),
        fact('期限内已发', yuan(in_time::BIGINT), NULL), fact('最后发放', last_paid, NULL),
        fact('暂缓事由', deferral, place), fact('暂缓至', deferred_until, place),
        CASE WHEN is_plain AND since IS NOT NULL THEN fact('工作日历', '没有该年的安排，期限未顺延', NULL) END]
           || coalesce(payments, []) AS facts
FROM hits h LEFT JOIN listed l ON l.receipt_number = h.receipt_number
