-- 悔拍的人和日子：拍卖状态，或者竞买记录；此后同一标的物的买受人、竞买人是同一证件号码的。
WITH defaults AS (
    SELECT lot, buyer_id_norm AS id, "start"::DATE AS day, place FROM auctions
    WHERE contains(state, '悔拍') AND buyer_id IS NOT NULL
    UNION ALL
    SELECT lot, bidder_id_norm, defaulted, place FROM bids WHERE defaulted IS NOT NULL AND bidder_id IS NOT NULL
),
first_default AS (
    SELECT lot, id, min(day) AS day, arg_min(place, (day, place)) AS default_place FROM defaults WHERE id IS NOT NULL GROUP BY lot, id
),
-- 收成一个列表：数据库才知道它们很少。
few AS (SELECT unnest(list(DISTINCT lot)) AS lot FROM first_default),
again AS (
    SELECT d.lot, d.id, d.day, default_place, 'bought-again' AS rule, a."start"::DATE AS act, a.buyer AS who, a.price, a.place
    FROM first_default d JOIN auctions a ON a.lot = d.lot AND a.buyer_id_norm = d.id AND a."start"::DATE > d.day
    WHERE a.lot IN (SELECT lot FROM few WHERE lot IS NOT NULL) AND NOT coalesce(contains(a.state, '悔拍'), false)
    UNION ALL
    SELECT d.lot, d.id, d.day, default_place, 'bid-again', b."at"::DATE, b.bidder, b.price, b.place
    FROM first_default d JOIN (SELECT * FROM bids WHERE bidder_id_norm IN (SELECT id FROM (SELECT unnest(list(DISTINCT id)) AS id FROM first_default) WHERE id IS NOT NULL)) b
      ON b.lot = d.lot AND b.bidder_id_norm = d.id AND b."at"::DATE > d.day
),
one AS (
    SELECT lot, id, min(day) AS day, min(default_place) AS default_place,
           max(rule) AS rule, arg_max(act, (rule, act, place)) AS act, arg_max(coalesce(who, id), (rule, act, place)) AS who,
           arg_max(coalesce(price, -1), (rule, act, place)) AS price, arg_max(place, (rule, act, place)) AS place
    FROM again GROUP BY lot, id
),
lots AS (
    SELECT lot, arg_max(case_number, ("start", place)) AS case_number, arg_max(court, ("start", place)) AS court, arg_max(title, ("start", place)) AS title,
           arg_max(owner, ("start", place)) AS owner
    FROM auctions WHERE lot IN (SELECT lot FROM (SELECT unnest(list(DISTINCT lot)) AS lot FROM one) WHERE lot IS NOT NULL) GROUP BY lot
)
SELECT concat_ws(' ', o.lot, id) AS key, rule, coalesce(norm_case(case_number), case_number) AS case_number,
       coalesce(court, case_court(case_number)) AS court, [who, owner] AS parties, CASE WHEN price >= 0 THEN price END AS amount, act AS act_date,
       CASE rule WHEN 'bought-again' THEN 2 ELSE 1 END AS rank, ['admitted', 'deposit'] AS questions,
       [fact('标的物', coalesce(title, o.lot), NULL), fact('竞买人', who, place), fact('证件号码', id, place),
        fact('悔拍日期', day, default_place), fact('再次竞买', act, place), fact('出价', CASE WHEN price >= 0 THEN yuan(price) END, place)] AS facts
FROM one o JOIN lots l ON l.lot = o.lot
