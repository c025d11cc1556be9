-- How many workers in a row died while the suspect was tried alone: one may be chance.
alter table work add column suspected int not null default 0;
