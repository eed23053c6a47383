-- Bills are walked line by line, up and down, from one item; styles stand for their variants.

create index record_bill_parent on record ((cells ->> 'parent')) where file = 'boms';
create index record_bill_component on record ((cells ->> 'component')) where file = 'boms';
create index record_item_style on record ((cells ->> 'style')) where file = 'items';
create index record_operation_item on record ((cells ->> 'item')) where file = 'operations';
create index record_supplier_item on record ((cells ->> 'item')) where file = 'item_suppliers';
create index record_substitute_item on record ((cells ->> 'item')) where file = 'substitutes';
