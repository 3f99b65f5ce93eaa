-- 关系是小的一边：先只看两端都出现在拍卖里的关系，再看哪些标的物里两端都在，只对这些标的物细看。
-- 企业的关系是企业与法定代表人、股东，以及同一人名下的两家企业。
WITH sides AS NOT MATERIALIZED (
    SELECT lot, bidder_id_norm AS id FROM bids
    UNION ALL
    SELECT lot, buyer_id_norm FROM auctions
    UNION ALL
    SELECT lot, owner_id_norm FROM auctions WHERE buyer_id IS NOT NULL
    UNION ALL
    SELECT lot, unnest(string_split(owner_id_norms, '、')) FROM auctions WHERE owner_id_norms IS NOT NULL AND buyer_id IS NOT NULL
),
codes AS (
    SELECT unnest(list(DISTINCT id)) AS code FROM sides WHERE id IN (SELECT credit_code_norm FROM companies WHERE credit_code_norm IS NOT NULL)
),
held AS (
    SELECT code, company, id, how, until, place
    FROM (SELECT credit_code_norm AS code, company, legal_id_norm AS id, '法定代表人' AS how, NULL::DATE AS until, place FROM companies WHERE legal_id IS NOT NULL
          UNION ALL
          SELECT credit_code_norm, company, owner_id_norm, '股东', until, place FROM companies WHERE owner_id IS NOT NULL)
    WHERE code IN (SELECT code FROM codes WHERE code IS NOT NULL)
),
ties AS (
    SELECT person_id_norm AS a, relative_id_norm AS b, coalesce(relation, '关联') AS how, until, place FROM kin
    WHERE person_id_norm IN (SELECT id FROM sides WHERE id IS NOT NULL) AND relative_id_norm IN (SELECT id FROM sides WHERE id IS NOT NULL)
    UNION ALL
    SELECT code, id, concat_ws('', company, how), until, place FROM held
    UNION ALL
    SELECT h.code, g.code, '同一' || h.how || '：' || concat_ws('、', h.company, g.company), least(h.until, g.until), h.place
    FROM held h JOIN held g ON g.id = h.id AND g.how = h.how AND h.code < g.code
),
both_ways AS (
    SELECT a, b, how, coalesce(until, DATE '9999-12-31') AS until, place AS tie_place
    FROM (SELECT a, b, how, until, place FROM ties UNION ALL SELECT b, a, how, until, place FROM ties) WHERE a <> b
    QUALIFY row_number() OVER (PARTITION BY a, b ORDER BY coalesce(until, DATE '9999-12-31') DESC, how, place) = 1
),
-- 两端都在同一标的物里的。
near AS (
    SELECT unnest(list(DISTINCT x.lot)) AS lot
    FROM both_ways t JOIN sides x ON x.id = t.a JOIN sides y ON y.id = t.b AND y.lot = x.lot WHERE t.a < t.b
),
lots AS (
    SELECT lot, case_number, court, title, owner, owner_id, price, buyer, buyer_id_norm AS buyer_id, "start"::DATE AS began, bidders, place
    FROM auctions WHERE "start" IS NOT NULL AND lot IN (SELECT lot FROM near WHERE lot IS NOT NULL)
    QUALIFY row_number() OVER (PARTITION BY lot ORDER BY "start" DESC, place DESC) = 1
),
bid AS (
    SELECT lot, bidder_id_norm AS id FROM bids WHERE lot IN (SELECT lot FROM near WHERE lot IS NOT NULL) AND bidder_id_norm IS NOT NULL
    UNION
    SELECT lot, buyer_id FROM lots WHERE buyer_id IS NOT NULL
),
debtors AS (
    SELECT lot, norm_id(unnest(string_split(owner_id, '、'))) AS id FROM lots WHERE owner_id IS NOT NULL AND buyer_id IS NOT NULL
),
found AS (
    SELECT l.lot, 'tied-to-debtor' AS rule, t.a, t.b, t.how, t.tie_place
    FROM lots l JOIN debtors d ON d.lot = l.lot JOIN both_ways t ON t.a = l.buyer_id AND t.b = d.id AND t.until >= l.began
    UNION ALL
    SELECT x.lot, 'tied-bidders', t.a, t.b, t.how, t.tie_place
    FROM both_ways t JOIN bid x ON x.id = t.a JOIN bid y ON y.id = t.b AND y.lot = x.lot JOIN lots l ON l.lot = x.lot AND t.until >= l.began
    WHERE t.a < t.b
),
one AS (
    SELECT lot, max(rule) AS rule, count(*) AS n, arg_max(how, (rule, a, b)) AS how, arg_max(tie_place, (rule, a, b)) AS tie_place,
           list(fact('关联', concat_ws(' ', a, b, how), tie_place) ORDER BY nth) FILTER (WHERE nth <= 100) AS facts
    FROM (SELECT *, row_number() OVER (PARTITION BY lot ORDER BY rule DESC, a, b) AS nth FROM found) GROUP BY lot
)
SELECT o.lot AS key, rule, coalesce(norm_case(case_number), case_number) AS case_number,
       coalesce(court, case_court(case_number)) AS court, [buyer, owner] AS parties, price AS amount, began AS act_date,
       CASE rule WHEN 'tied-to-debtor' THEN 1000 ELSE 0 END + least(n, 999) AS rank, ['harm'] AS missing,
       [CASE WHEN rule = 'tied-bidders' THEN 'joint' END, 'money', 'others'] AS questions,
       [fact('标的物', coalesce(title, l.lot), place), fact('买受人', buyer, place), fact('买受人证件号码', l.buyer_id, place),
        fact('关系', how, tie_place), fact('成交价', yuan(price), place), fact('报名人数', bidders, place), fact('开拍日期', began, place)] || facts AS facts
FROM one o JOIN lots l ON l.lot = o.lot
