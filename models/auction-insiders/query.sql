-- 人员和近亲属是小的一边；竞买人按证件号码对。
WITH staff AS (
    SELECT person_id_norm AS staff_id, person, unit, post, since, until, place AS staff_place FROM court_staff
    WHERE person_id_norm IS NOT NULL
),
ids AS (SELECT unnest(list(DISTINCT staff_id)) AS id FROM staff), -- 收成一个列表：数据库才知道它们很少
close AS (
    SELECT person_id_norm AS staff_id, relative_id_norm AS id, relation, since, until, place AS kin_place FROM kin
    WHERE person_id_norm IS NOT NULL AND person_id_norm IN (SELECT id FROM ids WHERE id IS NOT NULL)
    UNION ALL
    SELECT relative_id_norm, person_id_norm, relation, since, until, place FROM kin
    WHERE relative_id_norm IS NOT NULL AND relative_id_norm IN (SELECT id FROM ids WHERE id IS NOT NULL)
),
people AS (
    SELECT *, staff_id AS id, '本人' AS relation, NULL::DATE AS kin_since, NULL::DATE AS kin_until, NULL::UBIGINT AS kin_place FROM staff
    UNION ALL
    SELECT s.*, c.id, c.relation, c.since, c.until, c.kin_place FROM staff s JOIN close c ON c.staff_id = s.staff_id
    WHERE c.relation IN ('配偶', '丈夫', '妻子', '夫', '妻', '父亲', '母亲', '父', '母', '父母', '儿子', '女儿', '子', '女', '子女', '哥哥', '弟弟',
                       '姐姐', '妹妹', '兄', '弟', '姐', '妹', '兄弟', '姐妹', '兄弟姐妹', '祖父', '祖母', '外祖父', '外祖母', '祖父母', '外祖父母',
                       '孙子', '孙女', '外孙', '外孙子', '外孙女', '孙子女', '外孙子女')
),
few AS (SELECT unnest(list(DISTINCT id)) AS id FROM people),
bid AS (
    SELECT lot, buyer_id_norm AS id, buyer AS who, "start"::DATE AS day, true AS is_buyer, place FROM auctions WHERE buyer_id_norm IN (SELECT id FROM few WHERE id IS NOT NULL)
    UNION ALL
    SELECT lot, bidder_id_norm, bidder, "at"::DATE, false, place FROM bids WHERE bidder_id_norm IN (SELECT id FROM few WHERE id IS NOT NULL)
),
hits AS (
    SELECT b.*, p.* EXCLUDE (id) FROM bid b JOIN people p ON p.id = b.id
),
joined AS (
    SELECT h.*, a.case_number, a.court, a.title, a.owner, a.price, a."start"::DATE AS began,
           CASE WHEN h.unit <> a.court THEN 'elsewhere' WHEN h.relation = '本人' THEN 'staff' ELSE 'kin' END AS rule
    -- 竞买记录可能没有轮次：取不晚于出价的最近一次拍卖。
    FROM hits h JOIN auctions a ON a.lot = h.lot AND a."start"::DATE <= coalesce(h.day, a."start"::DATE)
    QUALIFY row_number() OVER (PARTITION BY h.lot, h.id, h.staff_id, h.unit, h.place ORDER BY a."start" DESC, a.place) = 1
),
kept AS (
    SELECT * FROM joined
    WHERE coalesce(since <= began, true) AND coalesce(until >= began, true)
      AND coalesce(kin_since <= began, true) AND coalesce(kin_until >= began, true)
    QUALIFY row_number() OVER (PARTITION BY lot, id ORDER BY CASE rule WHEN 'staff' THEN 1 WHEN 'kin' THEN 2 ELSE 3 END,
                                                             is_buyer DESC, staff_id, began, place, kin_place) = 1
)
SELECT concat_ws(' ', lot, id) AS key, rule, coalesce(norm_case(case_number), case_number) AS case_number, court,
       [who, person] AS parties, CASE WHEN is_buyer THEN price END AS amount, began AS act_date,
       CASE rule WHEN 'staff' THEN 3 WHEN 'kin' THEN 2 ELSE 1 END * 10 + is_buyer::INTEGER AS rank,
       [CASE WHEN since IS NULL THEN 'post' END] AS missing, ['connected', 'namesake', 'told'] AS questions,
       [fact('标的物', coalesce(title, lot), NULL), fact('竞买人', coalesce(who, id), place), fact('证件号码', id, place),
        fact('是否买受人', CASE WHEN is_buyer THEN '是' ELSE '否' END, place), fact('关系', relation, kin_place),
        fact('工作人员', coalesce(person, staff_id), staff_place), fact('单位', unit, staff_place), fact('职务', post, staff_place),
        fact('任职日期', since, staff_place), fact('离任日期', until, staff_place), fact('开拍日期', began, NULL)] AS facts
FROM kept
