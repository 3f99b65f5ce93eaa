-- 一案一条：结了案，节点和案件清单里都没有的。
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
-- 一步一位：一件案件有过哪些步，是一个整数。
bits AS (
    SELECT node, CASE step WHEN 'filed' THEN 1 WHEN 'resumed' THEN 2 WHEN 'notified' THEN 4 WHEN 'report' THEN 8 WHEN 'queried' THEN 16
                           WHEN 'restricted' THEN 32 WHEN 'served' THEN 64 WHEN 'sold' THEN 128 WHEN 'announced' THEN 256
                           WHEN 'ruled' THEN 512 WHEN 'paid-out' THEN 1024 WHEN 'received' THEN 2048 ELSE 0 END AS step_bit
    FROM words WHERE step IS NOT NULL
),
seen AS (
    SELECT n.case_number_norm AS number, count(*) AS n, min(n.place) AS place, bit_or(b.step_bit) AS steps
    FROM case_nodes n JOIN bits b ON b.node = n.node GROUP BY 1
),
closed_cases AS (
    SELECT *, case_number_norm AS number, coalesce(contains(closing, '终结本次') OR contains(closing, '终本'), false) AS is_terminated
    FROM cases WHERE closed IS NOT NULL
),
asked AS (
    SELECT c.*, s.n, s.place AS node_place,
           filed IS NULL AND steps & 3 = 0 AS no_filed, notified IS NULL AND steps & 4 = 0 AS no_notified,
           is_terminated AND report_ordered IS NULL AND steps & 8 = 0 AS no_report, is_terminated AND queried IS NULL AND steps & 16 = 0 AS no_queried,
           is_terminated AND restricted IS NULL AND steps & 32 = 0 AS no_restricted, is_terminated AND served IS NULL AND steps & 64 = 0 AS no_served,
           steps & 384 = 128 AS no_announced, steps & 640 = 512 AS no_sold, steps & 3072 = 1024 AS no_received
    FROM closed_cases c JOIN seen s ON s.number = c.number
),
compared AS (
    SELECT *, [CASE WHEN no_filed THEN '执行立案' END, CASE WHEN no_notified THEN '执行通知' END, CASE WHEN no_report THEN '报告财产令' END,
               CASE WHEN no_queried THEN '网络查控' END, CASE WHEN no_restricted THEN '限制消费' END, CASE WHEN no_served THEN '终本裁定送达' END,
               CASE WHEN no_announced THEN '拍卖公告（有成交）' END, CASE WHEN no_sold THEN '成交（有成交裁定）' END,
               CASE WHEN no_received THEN '案款到账（有案款发放）' END] AS gaps
    -- 大多数案件一处不缺：先不写成文字。
    FROM asked WHERE no_filed OR no_notified OR no_report OR no_queried OR no_restricted OR no_served OR no_announced OR no_sold OR no_received
),
counted AS (
    SELECT *, concat_ws('、', gaps[1], gaps[2], gaps[3], gaps[4], gaps[5], gaps[6], gaps[7], gaps[8], gaps[9]) AS words FROM compared
)
SELECT number AS key, 'missing' AS rule, number AS case_number, coalesce(court, case_court(case_number)) AS court, [debtors] AS parties,
       greatest(claim - coalesce(paid, 0), 0) AS amount, closed AS act_date, length(words)::BIGINT AS rank,
       ['in-file'] AS missing, ['entered'] AS questions,
       [fact('结案日', closed, place), fact('结案方式', closing, place), fact('缺少', words, node_place), fact('已有节点数', n, node_place),
        fact('立案日期', filed, place)] AS facts
FROM counted WHERE words <> '' AND length(words) - length(replace(words, '、', '')) + 1 >= $least
