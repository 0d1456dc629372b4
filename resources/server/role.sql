-- A database and two users for one school: run it once, with psql, as an administrator of the
-- server. It asks for the two passwords. Another school: another name, and again.
--
-- {name}_owner  makes and changes the tables. Only whoever looks after the server uses it, for
--               "trent-desktop server prepare" (now, and after each update of the program).
-- {name}        is the one with which the programs on laptops work: it changes rows, no tables,
--               and not what the audit trail says. It reaches this database and no other school's.
\set ON_ERROR_STOP on

CREATE ROLE {name}_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
CREATE ROLE {name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
\password {name}_owner
\password {name}

CREATE DATABASE {name} OWNER {name}_owner TEMPLATE template0 ENCODING 'UTF8';
REVOKE ALL ON DATABASE {name} FROM PUBLIC;
GRANT CONNECT ON DATABASE {name} TO {name};

\connect {name}
ALTER SCHEMA public OWNER TO {name}_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO {name};
