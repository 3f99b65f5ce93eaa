-- 一案一条：每一对应有先后的节点，各取最早的日期比较。
-- 节点的叫法不多：先归类叫法，再归到每一行。
WITH words AS (SELECT node, CASE WHEN contains(node, '解封') OR contains(node, '解除') OR contains(node, '续') THEN NULL
                WHEN contains(node, '恢复') THEN 'resumed'
                WHEN contains(node, '执行立案') THEN 'filed'
                WHEN contains(node, '执行通知') THEN 'notified'
                WHEN contains(node, '报告财产') THEN 'report'
                WHEN contains(node, '查控') OR contains(node, '网络查询') THEN 'queried'
                WHEN contains(node, '限消') OR contains(node, '限制消费') THEN 'restricted'
                WHEN contains(node, '查封') OR contains(node, '扣押') OR contains(node, '冻结') THEN 'sealed'
                WHEN contains(node, '参考价') OR contains(node, '评估') THEN 'priced'
                WHEN contains(node, '拍卖公告') THEN 'announced'
                WHEN contains(node, '成交裁定') THEN 'ruled'
                WHEN contains(node, '成交') THEN 'sold'
                WHEN contains(node, '开拍') THEN 'auctioned'
                WHEN contains(node, '案款') AND contains(node, '发放') THEN 'paid-out'
                WHEN contains(node, '案款') THEN 'received'
                WHEN contains(node, '终本') AND contains(node, '送达') THEN 'served'
                WHEN contains(node, '终本') AND contains(node, '入库') THEN NULL
                WHEN contains(node, '终本') THEN 'terminated'
                WHEN contains(node, '结案') THEN 'closed' END AS step
          FROM (SELECT unnest(list(DISTINCT node)) AS node FROM case_nodes)), -- 收成一个列表：条件才不会推到每一行上去
-- 先按案件看有没有颠倒（这样的很少），再看这些案件的节点。
dated AS NOT MATERIALIZED (
    SELECT n.case_number_norm AS number, w.step, n.date FROM case_nodes n JOIN words w ON w.node = n.node WHERE n.date IS NOT NULL
),
suspects AS (
    SELECT unnest(list(DISTINCT number)) AS number
    FROM (SELECT number FROM dated WHERE step IN ('filed', 'notified', 'report', 'queried', 'restricted', 'priced', 'terminated', 'closed', 'served', 'resumed') GROUP BY 1
          HAVING min(date) FILTER (WHERE step NOT IN ('filed', 'served', 'resumed')) < min(date) FILTER (WHERE step = 'filed')
              OR min(date) FILTER (WHERE step IN ('served', 'resumed')) < min(date) FILTER (WHERE step = 'terminated')
          UNION ALL
          SELECT number FROM dated WHERE step IN ('sealed', 'priced', 'announced', 'auctioned', 'sold', 'ruled') GROUP BY 1
          HAVING min(date) FILTER (WHERE step = 'priced') < min(date) FILTER (WHERE step = 'sealed')
              OR min(date) FILTER (WHERE step = 'announced') < min(date) FILTER (WHERE step = 'priced')
              OR min(date) FILTER (WHERE step IN ('auctioned', 'sold')) < min(date) FILTER (WHERE step = 'announced')
              OR min(date) FILTER (WHERE step = 'sold') < min(date) FILTER (WHERE step = 'auctioned')
              OR min(date) FILTER (WHERE step = 'ruled') < min(date) FILTER (WHERE step = 'sold')
          UNION ALL
          SELECT number FROM dated WHERE step IN ('received', 'paid-out') GROUP BY 1
          HAVING min(date) FILTER (WHERE step = 'paid-out') < min(date) FILTER (WHERE step = 'received'))
),
firsts AS (
    SELECT n.case_number_norm AS number, w.step, min(n.date) AS day, arg_min(n.node, concat(n.date, n.node)) AS node,
           coalesce(min(n.court), min(case_court(n.case_number))) AS court, arg_min(n.place, concat(n.date, n.node, n.place)) AS place
    FROM case_nodes n JOIN words w ON w.node = n.node
    WHERE n.date IS NOT NULL AND w.step IS NOT NULL AND n.case_number_norm IN (SELECT number FROM suspects WHERE number IS NOT NULL)
    GROUP BY n.case_number_norm, w.step
),
order_of AS (
    SELECT unnest([
        {'a': 'filed', 'b': 'notified'}, {'a': 'filed', 'b': 'report'}, {'a': 'filed', 'b': 'queried'}, {'a': 'filed', 'b': 'restricted'},
        {'a': 'filed', 'b': 'priced'}, {'a': 'filed', 'b': 'terminated'}, {'a': 'filed', 'b': 'closed'},
        {'a': 'sealed', 'b': 'priced'}, {'a': 'priced', 'b': 'announced'}, {'a': 'announced', 'b': 'auctioned'}, {'a': 'announced', 'b': 'sold'},
        {'a': 'auctioned', 'b': 'sold'}, {'a': 'sold', 'b': 'ruled'}, {'a': 'received', 'b': 'paid-out'}, {'a': 'terminated', 'b': 'served'},
        {'a': 'terminated', 'b': 'resumed'}]) AS p
),
reversed AS (
    SELECT x.number, x.court, x.node AS earlier, y.node AS later, x.day AS earlier_day, y.day AS later_day, x.place AS earlier_place, y.place AS later_place
    FROM firsts x JOIN order_of o ON o.p.a = x.step JOIN firsts y ON y.number = x.number AND y.step = o.p.b
    WHERE y.day < x.day
),
summed AS (
    SELECT number, min(court) AS court, count(*) AS n, min(later_day) AS day, min(earlier_place) AS place,
           string_agg(concat(later, later_day, '早于', earlier, earlier_day), '；' ORDER BY later_day, later, earlier) AS words,
           list(fact('前一步', concat_ws('，', earlier, earlier_day), earlier_place) ORDER BY later_day, later, earlier)
               || list(fact('后一步', concat_ws('，', later, later_day), later_place) ORDER BY later_day, later, earlier) AS pairs
    FROM reversed GROUP BY number
)
SELECT number AS key, 'reversed' AS rule, number AS case_number, court, day AS act_date, n::BIGINT AS rank,
       ['entry'] AS missing, ['which', 'made-later'] AS questions,
       [fact('处数', n, place), fact('颠倒', words, place)] || pairs[1:40] AS facts
FROM summed
