-- 一人在一院的成交按日期排列，第 n 件与往前数第 n-1 件之间不超过规定月数的，就是一段。
-- 先找出在一院成交件数够的人（很少）。
WITH few AS (
    SELECT unnest(list(DISTINCT who)) AS who
    FROM (SELECT coalesce(buyer_id_norm, buyer) AS who FROM auctions WHERE contains(state, '成交') AND buyer IS NOT NULL AND court IS NOT NULL
          GROUP BY 1, court HAVING count(*) >= $lots)
),
bought AS (
    SELECT coalesce(buyer_id_norm, buyer) AS who, buyer, court, lot, "start"::DATE AS day, price, title, case_number, place,
           coalesce(price = start_price AND (bidders = 1 OR bids = 1), false) AS is_alone
    FROM auctions
    WHERE contains(state, '成交') AND buyer IS NOT NULL AND court IS NOT NULL AND "start" IS NOT NULL
      AND NOT coalesce(contains(state, '悔拍') OR contains(state, '撤'), false)
      AND coalesce(buyer_id_norm, buyer) IN (SELECT who FROM few WHERE who IS NOT NULL)
    QUALIFY row_number() OVER (PARTITION BY lot, coalesce(buyer_id_norm, buyer) ORDER BY "start" DESC, place DESC) = 1
),
many AS (SELECT who, court FROM bought GROUP BY who, court HAVING count(*) >= $lots),
spaced AS (
    SELECT b.*, lag(day, $lots - 1) OVER (PARTITION BY b.who, b.court ORDER BY day, lot) AS nth_before,
           CASE WHEN is_alone THEN lag(day, $lots - 1) OVER (PARTITION BY b.who, b.court, is_alone ORDER BY day, lot) END AS nth_alone_before
    FROM bought b JOIN many m ON m.who = b.who AND m.court = b.court
),
each AS (
    SELECT who, court, max(buyer) AS buyer, count(*) AS n, count(*) FILTER (WHERE is_alone) AS n_alone,
           max(day) AS last_day, sum(price) AS total,
           bool_or(coalesce(nth_before >= add_months(day, -$months::INTEGER), false)) AS is_frequent,
           bool_or(coalesce(nth_alone_before >= add_months(day, -$months::INTEGER), false)) AS is_often_alone
    FROM spaced GROUP BY who, court
),
kept AS (SELECT * FROM each WHERE is_frequent),
numbered AS (
    SELECT s.*, row_number() OVER (PARTITION BY s.who, s.court ORDER BY day DESC, lot) AS nth
    FROM spaced s JOIN kept k ON k.who = s.who AND k.court = s.court
),
listed AS (
    SELECT who, court,
           list(fact('竞得', concat_ws('，', day, lot, title, yuan(price) || ' 元', CASE WHEN is_alone THEN '一人竞买起拍价成交' END), place)
                ORDER BY nth) FILTER (WHERE nth <= 100) AS facts
    FROM numbered GROUP BY who, court
)
SELECT concat_ws(' ', k.who, k.court) AS key, CASE WHEN is_often_alone THEN 'alone-at-start' ELSE 'frequent' END AS rule,
       k.court, [k.buyer] AS parties, total::BIGINT AS amount, last_day AS act_date,
       CASE WHEN is_often_alone THEN 1000000 ELSE 0 END + n_alone * 1000 + n AS rank, ['harm'] AS missing,
       ['dealer', 'creditor', CASE WHEN is_often_alone THEN 'others' END] AS questions,
       [fact('件数', n, NULL), fact('一人竞买', n_alone, NULL), fact('月数', $months, NULL)] || facts AS facts
FROM kept k JOIN listed l ON l.who = k.who AND l.court = k.court
