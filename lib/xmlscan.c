/* SPDX-License-Identifier: ISC */
#include "xmlscan.h"

#include <string.h>

enum state {
    CONTENT,
    REFERENCE,   /* after & */
    TAG_BEGUN,   /* after < */
    NAME,        /* in the name of a start tag */
    IN_TAG,      /* behind the name, or behind an attribute's value */
    ATTRIBUTE,   /* in an attribute's name */
    EQUALS,      /* the value must begin */
    VALUE,       /* between the quotes */
    EMPTY_TAG,   /* after the / of <a/ */
    END_NAME,    /* in the name of an end tag */
    END_SPACE,   /* behind it */
    INSTRUCTION, /* in <? ... */
    COMMENT,     /* in <! ... */
};

void xmlscan_begin(struct xmlscan *scan, struct xmlscan_count *counts, size_t count_total)
{
    *scan = (struct xmlscan){.counts = counts, .count_total = count_total, .state = CONTENT};
}

static void fail(struct xmlscan *scan, const char *fault)
{
    if (!scan->fault)
        scan->fault = fault;
}

static bool is_space(unsigned char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
}

static bool is_name(unsigned char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
           byte >= 0x80 || byte == '_' || byte == ':' || byte == '-' || byte == '.';
}

static void name_byte(struct xmlscan *scan, unsigned char byte)
{
    if (!is_name(byte))
        fail(scan, "a tag is not formed right");
    else if (scan->name_length + 1 >= XMLSCAN_NAME)
        fail(scan, "a name is too long");
    else
        scan->name[scan->name_length++] = (char)byte;
}

/* The name of a start tag is complete. */
static void open_element(struct xmlscan *scan)
{
    scan->name[scan->name_length] = '\0';
    if (scan->depth == 0 && scan->rooted)
        fail(scan, "there is a second root element");
    else if (scan->depth == XMLSCAN_DEPTH)
        fail(scan, "elements are nested too deep");
    else
        memcpy(scan->open[scan->depth++], scan->name, scan->name_length + 1);
    scan->rooted = true;
    for (size_t i = 0; i < scan->count_total; i++)
        if (strcmp(scan->counts[i].element, scan->name) == 0)
            scan->counts[i].count++;
}

static enum state close_element(struct xmlscan *scan)
{
    scan->name[scan->name_length] = '\0';
    if (scan->depth == 0 || strcmp(scan->open[scan->depth - 1], scan->name) != 0)
        fail(scan, "an end tag closes nothing");
    else
        scan->depth--;
    return CONTENT;
}

static enum state content(struct xmlscan *scan, unsigned char byte)
{
    if (byte == '<')
        return TAG_BEGUN;
    bool byte_order_mark = scan->depth == 0 && !scan->rooted && byte >= 0x80;
    if (scan->depth == 0 && !is_space(byte) && !byte_order_mark)
        fail(scan, "there is text outside of the root element");
    scan->run = 0;
    return byte == '&' ? REFERENCE : CONTENT;
}

static enum state reference(struct xmlscan *scan, unsigned char byte, enum state back)
{
    if (byte == ';' && scan->run > 0)
        return back;
    if ((!is_name(byte) && byte != '#') || ++scan->run > 10)
        fail(scan, "an & begins no entity");
    return REFERENCE;
}

static enum state tag_begun(struct xmlscan *scan, unsigned char byte)
{
    scan->name_length = 0;
    scan->run = 0;
    if (byte == '/')
        return END_NAME;
    if (byte == '?')
        return INSTRUCTION;
    if (byte == '!')
        return COMMENT;
    name_byte(scan, byte);
    return NAME;
}

/* Behind a start tag's name, where the tag may end. */
static enum state in_tag(struct xmlscan *scan, unsigned char byte)
{
    if (is_space(byte))
        return IN_TAG;
    if (byte == '>')
        return CONTENT;
    if (byte == '/')
        return EMPTY_TAG;
    if (!is_name(byte))
        fail(scan, "a tag is not formed right");
    return ATTRIBUTE;
}

static enum state name(struct xmlscan *scan, unsigned char byte)
{
    if (!is_space(byte) && byte != '>' && byte != '/') {
        name_byte(scan, byte);
        return NAME;
    }
    open_element(scan);
    return in_tag(scan, byte);
}

static enum state attribute(struct xmlscan *scan, unsigned char byte)
{
    if (byte == '=')
        return EQUALS;
    if (!is_name(byte))
        fail(scan, "an attribute has no value");
    return ATTRIBUTE;
}

static enum state equals(struct xmlscan *scan, unsigned char byte)
{
    if (byte != '"' && byte != '\'')
        fail(scan, "an attribute's value is not quoted");
    scan->quote = (char)byte;
    return VALUE;
}

static enum state value(struct xmlscan *scan, unsigned char byte)
{
    if (byte == '<')
        fail(scan, "an attribute's value holds a <");
    return byte == (unsigned char)scan->quote ? IN_TAG : VALUE;
}

static enum state end_name(struct xmlscan *scan, unsigned char byte)
{
    if (byte == '>')
        return close_element(scan);
    if (is_space(byte))
        return END_SPACE;
    name_byte(scan, byte);
    return END_NAME;
}

static enum state must_close(struct xmlscan *scan, unsigned char byte, enum state self)
{
    if (byte == '>')
        return close_element(scan);
    if (self == EMPTY_TAG || !is_space(byte))
        fail(scan, "a tag is not closed");
    return self;
}

/* Counts the bytes of the mark that ends it: `?` or `--`, then `>`. */
static enum state aside(struct xmlscan *scan, unsigned char byte, enum state self)
{
    size_t wanted = self == INSTRUCTION ? 1 : 2;
    if (byte == '>' && scan->run >= wanted)
        return CONTENT;
    scan->run = byte == (self == INSTRUCTION ? '?' : '-') ? scan->run + 1 : 0;
    return self;
}

static enum state step(struct xmlscan *scan, unsigned char byte)
{
    enum state state = (enum state)scan->state;
    switch (state) {
    case CONTENT:
        return content(scan, byte);
    case REFERENCE:
        return reference(scan, byte, CONTENT);
    case TAG_BEGUN:
        return tag_begun(scan, byte);
    case NAME:
        return name(scan, byte);
    case IN_TAG:
        return in_tag(scan, byte);
    case ATTRIBUTE:
        return attribute(scan, byte);
    case EQUALS:
        return equals(scan, byte);
    case VALUE:
        return value(scan, byte);
    case END_NAME:
        return end_name(scan, byte);
    case EMPTY_TAG:
    case END_SPACE:
        return must_close(scan, byte, state);
    case INSTRUCTION:
    case COMMENT:
        return aside(scan, byte, state);
    }
    return state;
}

bool xmlscan_feed(struct xmlscan *scan, const unsigned char *bytes, size_t length)
{
    for (size_t i = 0; i < length && !scan->fault; i++) {
        if (bytes[i] < ' ' && !is_space(bytes[i]))
            fail(scan, "there is a control character");
        else
            scan->state = (int)step(scan, bytes[i]);
    }
    return !scan->fault;
}

bool xmlscan_end(struct xmlscan *scan)
{
    if (scan->state != CONTENT || scan->depth > 0 || !scan->rooted)
        fail(scan, "it ends too early");
    return !scan->fault;
}
