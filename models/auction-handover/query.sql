-- 付清、送达当日不算，期满遇休假顺延。没有送达、移交记录的，清单的数据日期要在期满以后。
WITH sold AS (
    SELECT *, case_number_norm AS number, coalesce(as_of, $today) AS known,
           coalesce(period_end(paid, 10), paid + 10) AS ruling_due, coalesce(period_end(served, 15), served + 15) AS delivery_due
    FROM auctions
    WHERE (paid IS NOT NULL OR served IS NOT NULL)
      AND NOT coalesce(contains(state, '流拍') OR contains(state, '撤') OR contains(state, '悔拍'), false)
),
judged AS (
    SELECT *, unnest([
        CASE WHEN coalesce(contains(kind, '股'), false) THEN NULL
             WHEN served > ruling_due THEN 'ruling-late'
             WHEN served IS NULL AND known > ruling_due AND $today > ruling_due THEN 'ruling-pending' END,
        CASE WHEN NOT coalesce(says_no(undeliverable), true) THEN NULL
             WHEN delivered > delivery_due THEN 'delivery-late'
             WHEN delivered IS NULL AND known > delivery_due AND $today > delivery_due THEN 'delivery-pending' END]) AS rule
    FROM sold
),
dated AS (
    SELECT *, CASE WHEN starts_with(rule, 'ruling') THEN ruling_due ELSE delivery_due END AS due,
           CASE rule WHEN 'ruling-late' THEN served WHEN 'delivery-late' THEN delivered ELSE known END AS done
    FROM judged WHERE rule IS NOT NULL
)
SELECT concat_ws(' ', lot, case_number, round, "start"::VARCHAR, split_part(rule, '-', 1)) AS key, rule, number AS case_number,
       coalesce(court, case_court(number)) AS court, [buyer, owner] AS parties, price AS amount, due AS act_date,
       date_diff('day', due, done) AS rank,
       [CASE WHEN rule = 'ruling-pending' THEN 'served' END, CASE WHEN rule = 'delivery-pending' THEN 'delivered' END,
        CASE WHEN starts_with(rule, 'ruling') AND kind IS NULL THEN 'approval' END,
        CASE WHEN starts_with(rule, 'delivery') AND undeliverable IS NULL THEN 'undeliverable' END] AS missing,
       [CASE WHEN starts_with(rule, 'ruling') THEN 'paid-when' END, 'objection',
        CASE WHEN starts_with(rule, 'delivery') THEN 'occupied' END] AS questions,
       [fact('标的物', coalesce(title, lot), place), fact('标的物类型', kind, place), fact('成交价', yuan(price), place),
        fact('付清日期', paid, place), fact('送达日期', served, place), fact('移交日期', delivered, place),
        fact('不能移交事由', undeliverable, place), fact('状态', state, place), fact('数据日期', as_of, place)] AS facts
FROM dated
