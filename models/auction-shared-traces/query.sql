-- 先找出不止一次用过的账号、设备、电话、网络地址，再看是否在同一标的物上由不止一人使用，最后列出这些人。
WITH payers AS (
    SELECT payer_account AS trace FROM bids WHERE payer_account IS NOT NULL AND length(payer_account) >= 6
    GROUP BY payer_account HAVING count(*) > 1
),
devices AS (
    SELECT device AS trace FROM bids WHERE device IS NOT NULL AND length(device) >= 6
    GROUP BY device HAVING count(*) > 1
),
phones AS (
    SELECT phone AS trace FROM bids WHERE phone IS NOT NULL AND length(phone) >= 6
    GROUP BY phone HAVING count(*) > 1
),
addresses AS (
    SELECT ip AS trace FROM bids WHERE ip IS NOT NULL
    GROUP BY ip HAVING count(*) > 1
),
traces AS (
    SELECT lot, 'same-payer' AS rule, 4 AS rank, payer_account AS trace, max(place) AS place
    FROM bids WHERE payer_account IN (SELECT trace FROM payers WHERE trace IS NOT NULL)
    GROUP BY lot, payer_account HAVING min(coalesce(bidder_id, bidder)) <> max(coalesce(bidder_id, bidder))
    UNION ALL
    SELECT lot, 'same-device' AS rule, 3 AS rank, device AS trace, max(place) AS place
    FROM bids WHERE device IN (SELECT trace FROM devices WHERE trace IS NOT NULL)
    GROUP BY lot, device HAVING min(coalesce(bidder_id, bidder)) <> max(coalesce(bidder_id, bidder))
    UNION ALL
    SELECT lot, 'same-phone' AS rule, 2 AS rank, phone AS trace, max(place) AS place
    FROM bids WHERE phone IN (SELECT trace FROM phones WHERE trace IS NOT NULL)
    GROUP BY lot, phone HAVING min(coalesce(bidder_id, bidder)) <> max(coalesce(bidder_id, bidder))
    UNION ALL
    SELECT lot, 'same-address' AS rule, 1 AS rank, ip AS trace, max(place) AS place
    FROM bids WHERE ip IN (SELECT trace FROM addresses WHERE trace IS NOT NULL)
    GROUP BY lot, ip HAVING min(coalesce(bidder_id, bidder)) <> max(coalesce(bidder_id, bidder))
),
involved AS (
    SELECT DISTINCT t.lot, t.rule, t.rank, t.trace, b.bidder, b.bidder_id
    FROM traces t
    JOIN (SELECT * FROM bids WHERE lot IN (SELECT lot FROM traces WHERE lot IS NOT NULL)) b
      ON b.lot = t.lot AND t.trace = CASE t.rule WHEN 'same-payer' THEN b.payer_account WHEN 'same-device' THEN b.device
                                                 WHEN 'same-phone' THEN b.phone ELSE b.ip END
),
each AS (
    SELECT i.lot, i.rule, i.rank, i.trace, string_agg(DISTINCT i.bidder, '、' ORDER BY i.bidder) AS people,
           list(DISTINCT i.bidder ORDER BY i.bidder) AS names
    FROM involved i GROUP BY i.lot, i.rule, i.rank, i.trace
),
placed AS (
    SELECT e.*, t.place, row_number() OVER (PARTITION BY e.lot ORDER BY e.rank DESC, e.trace) AS nth FROM each e JOIN traces t ON t.lot = e.lot AND t.rule = e.rule AND t.trace = e.trace
),
one AS (
    SELECT lot, arg_max(rule, rank) AS rule, max(rank) AS rank, count(*) AS n, arg_max(people, (rank, trace)) AS people,
           arg_max(names, (rank, trace)) AS names,
           list(fact(CASE rule WHEN 'same-payer' THEN '付款账号' WHEN 'same-device' THEN '设备' WHEN 'same-phone' THEN '电话' ELSE '网络地址' END,
                     trace || '：' || people, place) ORDER BY nth) FILTER (WHERE nth <= 100) AS facts
    FROM placed GROUP BY lot
),
lots AS (
    SELECT lot, arg_max(case_number, ("start", place)) AS case_number, arg_max(court, ("start", place)) AS court, arg_max(title, ("start", place)) AS title,
           max("start")::DATE AS began, arg_max(price, ("start", place)) AS price, arg_max(buyer, ("start", place)) AS buyer
    FROM auctions WHERE lot IN (SELECT lot FROM one WHERE lot IS NOT NULL) GROUP BY lot
)
SELECT o.lot AS key, rule, coalesce(norm_case(case_number), case_number) AS case_number,
       coalesce(court, case_court(case_number)) AS court, names AS parties, price AS amount, began AS act_date,
       o.rank * 100 + least(n, 99) AS rank, ['harm'] AS missing,
       ['agent', CASE WHEN rule = 'same-address' THEN 'office' END, 'joint'] AS questions,
       [fact('标的物', coalesce(title, o.lot), NULL), fact('竞买人', people, NULL), fact('买受人', buyer, NULL),
        fact('开拍日期', began, NULL)] || facts AS facts
FROM one o LEFT JOIN lots l ON l.lot = o.lot
