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
                WHEN contains(node, '结案') THEN 'closed' END AS step FROM (SELECT DISTINCT node FROM case_nodes)),
steps AS (
    SELECT n.case_number_norm AS number, w.step, n.place FROM case_nodes n JOIN words w ON w.node = n.node
    WHERE w.step IS NOT NULL
),
seen AS (
    SELECT number, count(*) AS n, min(place) AS place,
           bool_or(step = 'filed') AS has_filed, bool_or(step = 'resumed') AS has_resumed, bool_or(step = 'notified') AS has_notified, bool_or(step = 'report') AS has_report,
           bool_or(step = 'queried') AS has_queried, bool_or(step = 'restricted') AS has_restricted, bool_or(step = 'served') AS has_served, bool_or(step = 'sold') AS has_sold,
           bool_or(step = 'announced') AS has_announced, bool_or(step = 'ruled') AS has_ruled, bool_or(step = 'paid-out') AS has_paid_out, bool_or(step = 'received') AS has_received
    FROM steps GROUP BY number
),
closed_cases AS (
    SELECT *, case_number_norm AS number, coalesce(contains(closing, '终结本次') OR contains(closing, '终本'), false) AS is_terminated
    FROM cases WHERE closed IS NOT NULL
),
compared AS (
    SELECT c.*, s.n, s.place AS node_place,
           [CASE WHEN filed IS NULL AND NOT has_filed AND NOT has_resumed THEN '执行立案' END,
            CASE WHEN notified IS NULL AND NOT has_notified THEN '执行通知' END,
            CASE WHEN is_terminated AND report_ordered IS NULL AND NOT has_report THEN '报告财产令' END,
            CASE WHEN is_terminated AND queried IS NULL AND NOT has_queried THEN '网络查控' END,
            CASE WHEN is_terminated AND restricted IS NULL AND NOT has_restricted THEN '限制消费' END,
            CASE WHEN is_terminated AND served IS NULL AND NOT has_served THEN '终本裁定送达' END,
            CASE WHEN has_sold AND NOT has_announced THEN '拍卖公告（有成交）' END,
            CASE WHEN has_ruled AND NOT has_sold THEN '成交（有成交裁定）' END,
            CASE WHEN has_paid_out AND NOT has_received THEN '案款到账（有案款发放）' END] AS gaps
    FROM closed_cases c JOIN seen s ON s.number = c.number
    -- 大多数案件一处不缺：先不写成文字。
    WHERE filed IS NULL AND NOT has_filed AND NOT has_resumed OR notified IS NULL AND NOT has_notified
        OR is_terminated AND (report_ordered IS NULL AND NOT has_report OR queried IS NULL AND NOT has_queried
                              OR restricted IS NULL AND NOT has_restricted OR served IS NULL AND NOT has_served)
        OR has_sold AND NOT has_announced OR has_ruled AND NOT has_sold OR has_paid_out AND NOT has_received
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
